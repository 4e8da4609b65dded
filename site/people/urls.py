from django.urls import path

from people.views import account, forgotten, invitations, operations, people, signing_in, watching

app_name = "people"

urlpatterns = [
    path("sign-in/", signing_in.sign_in, name="sign_in"),
    path("sign-in/code/", signing_in.code_step, name="code_step"),
    path("sign-out/", signing_in.sign_out, name="sign_out"),
    path("sign-in/forgotten/", forgotten.forgotten, name="forgotten"),
    path("sign-in/forgotten/sent/", forgotten.forgotten_sent, name="forgotten_sent"),
    path("sign-in/forgotten/done/", forgotten.new_password_done, name="new_password_done"),
    path("sign-in/forgotten/<uidb64>/<token>/", forgotten.NewPassword.as_view(), name="new_password"),
    path("invitation/", invitations.invitation, name="invitation"),
    path("invitation/app/", invitations.invitation_app, name="invitation_app"),
    path("invitation/<str:token>/", invitations.invitation_link, name="invitation_link"),
    path("account/", account.account, name="account"),
    path("account/confirm/", account.confirm, name="confirm"),
    path("account/password/", account.change_password, name="change_password"),
    path("account/app/", account.replace_app, name="replace_app"),
    path("account/recovery-codes/", account.recovery_codes, name="recovery_codes"),
    path("account/sessions/", account.end_other_sessions, name="end_other_sessions"),
    path("people/", people.people, name="people"),
    path("people/<slug:slug>/invite/", people.invite, name="invite"),
    path("people/<slug:slug>/<int:number>/", people.person, name="person"),
    path("people/<slug:slug>/<int:number>/remove/", people.remove, name="remove"),
    path("people/<slug:slug>/<int:number>/unlock/", people.unlock, name="unlock"),
    path("people/<slug:slug>/<int:number>/invite-again/", people.invite_again, name="invite_again"),
    path("people/<slug:slug>/invitations/<int:number>/revoke/", people.revoke, name="revoke"),
    path("alarms/", watching.alarms, name="alarms"),
    path("alarms/<int:number>/settle/", watching.settle, name="settle"),
    path("operations/", operations.operations, name="operations"),
    path("operations/<int:number>/settle/", operations.settle, name="settle_operational"),
    path("mail/", watching.mail, name="mail"),
    path("mail/<int:number>/again/", watching.send_again, name="send_again"),
]
