"""The staff's pages for what is published and translated: who sees them, and what can be done there."""

from __future__ import annotations

import pytest
from wagtail.models import Locale
from wagtail_localize.models import Translation

from config.testing.leaflets import starter_leaflet
from config.testing.partnerships import NOON
from home.models import LeafletPage
from pages.models import ContentTranslation
from pages.models.translations import TranslationState
from pages.publishing import mark_of
from pages.translating.asking import ask_for_translation
from pages.translating.writing import texts_of
from people.roles import Role

pytestmark = pytest.mark.django_db
SECRET = "Quillfeather"


@pytest.fixture
def leaflet(surrey):
    return starter_leaflet(surrey, "young-people")


@pytest.fixture
def draft(leaflet, surrey, a_person):
    leaflet.title = SECRET
    leaflet.save_revision(user=a_person(surrey, Role.PARTNERSHIP_SUPPORT))
    return leaflet


@pytest.fixture
def asked(leaflet, officer):
    return ask_for_translation(leaflet, "ur", by=officer, now=NOON)


def test_what_waits_is_listed_first_and_published_with_one_button(draft, officer, signed_in, surrey, at_host):
    client = signed_in(officer)
    listed = client.get("/pages/").content.decode()
    assert listed.index(SECRET) < listed.index("Contact</a>")
    data = {"read": mark_of(draft.get_latest_revision()), "change_note": "A new title"}
    answer = client.post(f"/pages/{draft.pk}/", data, follow=True)
    assert "The page is public." in answer.content.decode()
    assert SECRET in at_host(surrey).get("/families/young-people/").content.decode()


def test_a_refusal_is_said_in_words_and_nothing_is_lost(draft, officer, signed_in):
    data = {"read": mark_of(draft.get_latest_revision()), "change_note": "", "is_safety_critical": "on"}
    text = signed_in(officer).post(f"/pages/{draft.pk}/", data).content.decode()
    assert "Say in a few words what has changed" in text
    assert "checked" in text


def test_the_drafts_of_another_partnership_are_nowhere(draft, solihull, a_person, signed_in):
    stranger = signed_in(a_person(solihull, Role.BUSINESS_MANAGER))
    assert SECRET not in stranger.get("/pages/").content.decode()
    for path in ("", "take-down/"):
        assert stranger.get(f"/pages/{draft.pk}/{path}").status_code == 404
    assert stranger.post(f"/pages/{draft.pk}/languages/", {"language": "pl"}).status_code == 404


def test_a_translator_sees_only_the_translations_of_their_partnership(
    draft, asked, surrey, solihull, a_person, signed_in
):
    mine, other = (signed_in(a_person(place, Role.TRANSLATOR)) for place in (surrey, solihull))
    path = f"/translations/{asked.uuid}/"
    assert "A review about your family" in mine.get("/translations/").content.decode()
    assert mine.get(path).status_code == 200
    assert "A review about your family" not in other.get("/translations/").content.decode()
    assert [other.get(f"{path}{end}").status_code for end in ("", "texts.po")] == [404, 404]
    assert other.post(path, {"hand_in": "1"}).status_code == 404


def test_a_translator_opens_no_page_list_no_editor_and_no_draft(draft, surrey, a_person, signed_in):
    client = signed_in(a_person(surrey, Role.TRANSLATOR))
    for path in ("/pages/", f"/pages/{draft.pk}/", "/cms/", f"/cms/pages/{draft.pk}/edit/", "/terms/", "/people/"):
        assert client.get(path).status_code == 404, path


def test_a_leaflet_is_asked_for_with_what_it_draws_from(leaflet, officer, signed_in):
    signed_in(officer).post(f"/pages/{leaflet.pk}/languages/", {"language": "so"})
    kinds = set(ContentTranslation.objects.filter(language="so").values_list("content_type__model", flat=True))
    assert kinds == {"leafletpage", "terms", "contactblock", "supportorganisation"}


def test_a_translator_writes_hands_in_and_somebody_else_approves(
    asked, leaflet, surrey, a_person, officer, signed_in, at_host
):
    path, translator = f"/translations/{asked.uuid}/", signed_in(a_person(surrey, Role.TRANSLATOR))
    texts = {f"text-{text.pk}": f"UR {text.english}" for text in texts_of(asked)}
    translator.post(path, texts | {"hand_in": "1"})
    translator.post(path, {"approve": "1"})
    assert "UR " not in at_host(surrey).get("/ur/families/young-people/").content.decode()
    client = signed_in(officer)
    assert "handed in again" in client.post(path, {"approve": "1", "handed_in": "earlier"}).content.decode()
    handed_in = ContentTranslation.objects.get(pk=asked.pk).handed_in_at.isoformat()
    assert f'name="handed_in" value="{handed_in}"' in client.get(path).content.decode()
    client.post(path, {"approve": "1", "handed_in": handed_in})
    assert f"UR {leaflet.title}" in at_host(surrey).get("/ur/families/young-people/").content.decode()


def test_what_a_translator_typed_stays_when_one_text_is_refused(asked, surrey, a_person, signed_in):
    first, second, *_rest = texts_of(asked)
    data = {f"text-{first.pk}": "<script>x</script>", f"text-{second.pk}": "Kept words"}
    text = signed_in(a_person(surrey, Role.TRANSLATOR)).post(f"/translations/{asked.uuid}/", data).content.decode()
    assert "changes its links" in text
    assert "Kept words" in text


def test_a_file_goes_out_and_comes_back(asked, surrey, a_person, signed_in):
    from django.core.files.uploadedfile import SimpleUploadedFile

    client, path = signed_in(a_person(surrey, Role.TRANSLATOR)), f"/translations/{asked.uuid}/"
    po = client.get(f"{path}texts.po").content.decode().replace('msgstr ""\n\n', 'msgstr "UR"\n\n')
    answer = client.post(f"{path}file/", {"file": SimpleUploadedFile("a.po", po.encode())}, follow=True)
    assert "texts were taken from the file" in answer.content.decode()
    wrong = client.post(f"{path}file/", {"file": SimpleUploadedFile("a.po", b"nothing")})
    assert "Nothing was changed" in wrong.content.decode()


def test_a_translation_is_sent_back_with_a_word(asked, officer, signed_in):
    ContentTranslation.objects.filter(pk=asked.pk).update(state=TranslationState.HANDED_IN)
    client = signed_in(officer)
    client.post(f"/translations/{asked.uuid}/", {"send_back": "1", "note": "The title, please."})
    assert "The title, please." in client.get(f"/translations/{asked.uuid}/").content.decode()


def test_the_editor_makes_no_page_in_another_language_of_a_leaflet(leaflet, officer, signed_in):
    assert signed_in(officer).get(f"/cms/localize/submit/page/{leaflet.pk}/").status_code == 404


def test_what_was_handed_in_cannot_be_changed_in_the_editor(asked, officer, signed_in):
    inner = Translation.objects.get(target_locale__language_code="ur", source__object_id=asked.source_key)
    segment = texts_of(asked)[0].pk
    client = signed_in(officer)
    path = f"/cms/localize/translate/{inner.pk}"
    assert client.put(f"{path}/strings/{segment}/edit/", {"value": "Other"}).status_code == 404
    for end in ("pofile/download/", "pofile/upload/", "preview/"):
        assert client.get(f"{path}/{end}").status_code == 404
    assert client.get(f"/cms/localize/update/{inner.source_id}/").status_code == 404
    assert not texts_of(asked)[0].translated


def test_a_front_page_in_another_language_is_nobodys_page(surrey, officer, signed_in):
    locale, _ = Locale.objects.get_or_create(language_code="pl")
    mirror = surrey.site.root_page.specific.copy_for_translation(locale, alias=True)
    for path in ("", "take-down/"):
        assert signed_in(officer).get(f"/pages/{mirror.pk}/{path}").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_translations_takes_the_same_queries(surrey, officer, signed_in, count, django_assert_num_queries):
    for page in LeafletPage.objects.descendant_of(surrey.site.root_page)[:count]:
        ask_for_translation(page, "pl", by=officer, now=NOON)
    client = signed_in(officer)
    client.get("/translations/")
    with django_assert_num_queries(9):
        client.get("/translations/")


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_pages_takes_the_same_queries(
    surrey, officer, signed_in, a_person, count, django_assert_num_queries
):
    for page in LeafletPage.objects.descendant_of(surrey.site.root_page)[:count]:
        page.save_revision(user=a_person(surrey, Role.COMMS))
    client = signed_in(officer)
    client.get("/pages/")
    with django_assert_num_queries(8):
        client.get("/pages/")
