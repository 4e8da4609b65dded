"""The door of the families' host. Addresses stay in the history of a browser: they are short and say nothing."""

from django.urls import path

from family_portal.views import choosing_language, joining, keys, landing, leaving, recovering, settings, signing_in

app_name = "portal"

urlpatterns = [
    path("", landing.front, name="front"),
    path("account/", signing_in.sign_in, name="sign_in"),
    path("code/", signing_in.code, name="code"),
    path("code/send/", signing_in.send, name="send_code"),
    path("code/key/", keys.begin, name="key_begin"),
    path("code/key/done/", keys.complete, name="key_complete"),
    path("start/", joining.start, name="start"),
    path("start/name/", joining.name, name="start_name"),
    path("start/second/", joining.second, name="start_second"),
    path("start/app/", joining.app, name="start_app"),
    path("start/code/", joining.code, name="start_code"),
    path("start/<slug:kind>/", joining.place, name="start_place"),
    path("help/", recovering.ask_for_help, name="help"),
    path("help/asked/", recovering.help_asked, name="help_asked"),
    path("words/", choosing_language.choose, name="words"),
    path("here/", landing.here, name="here"),
    path("here/more/", landing.inside, name="inside"),
    path("stay/", landing.stay, name="stay"),
    path("stay/left/", landing.time_left, name="time_left"),
    path("leave/", leaving.leave, name="leave"),
    path("left/", leaving.left, name="left"),
    path("settings/", settings.settings_page, name="settings"),
    path("settings/again/", settings.again, name="again"),
    path("settings/others/", settings.end_others, name="end_others"),
    path("settings/passphrase/", settings.new_passphrase, name="new_passphrase"),
    path("settings/app/", settings.new_app, name="new_app"),
    path("settings/sheet/", settings.new_sheet, name="new_sheet"),
    path("settings/confirm/", settings.confirm_place, name="confirm_place"),
    path("settings/key/", keys.new_key, name="new_key"),
    path("settings/key/begin/", keys.add_begin, name="add_key_begin"),
    path("settings/key/done/", keys.add_complete, name="add_key_complete"),
    path("settings/remove/", settings.remove_factor, name="remove_factor"),
    path("settings/call-off/", settings.call_off, name="call_off"),
    path("settings/to/<slug:kind>/", settings.new_place, name="new_place"),
]
