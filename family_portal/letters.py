"""The letter with a code, as a PDF that is handed out once and kept nowhere: plain, in big type, without a sender.

It names nobody: whoever finds it learns that somebody has an account somewhere, and cannot use it.
"""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import segno
from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format

from family_portal.address import portal_address
from family_portal.codes import normalised
from pages.languages import direction
from pages.typesetting import typeset_page
from pages.typesetting.fonts import FAMILIES, FEATURES

TEMPLATE = Path(__file__).with_name("letter.typ")
BIG, BIGGER = 14, 18

WORDS = {
    "en": {
        "title": "Your account",
        "greeting": "Hello. Here is how you can use the account that you have spoken about.",
        "where": "Go to this address:",
        "how": "Type this code. Capital or small letters, spaces and hyphens make no difference:",
        "proof": "You will also need 8 digits. The person who spoke with you tells you these. Please do not write them "
        "on this letter.",
        "until": "The code works once, until {day}.",
        "picture": "If you would rather not type the code, a telephone can read it from this picture:",
        "alt": "The code above, to be read by a telephone",
        "unexpected": "You do not have to use it. If you would rather do it together with somebody, tell the person "
        "who spoke with you. If you did not expect this letter, you can throw it away.",
    },
    "pl": {
        "title": "Twoje konto",
        "greeting": "Dzień dobry. Oto jak można korzystać z konta, o którym była mowa.",
        "where": "Wejdź na tę stronę:",
        "how": "Wpisz ten kod. Wielkie i małe litery, spacje i łączniki nie mają znaczenia:",
        "proof": "Potrzebnych będzie też 8 cyfr. Poda je osoba, z którą była rozmowa. Prosimy nie zapisywać ich na tym "
        "liście.",
        "until": "Kod działa jeden raz, do dnia {day}.",
        "picture": "Zamiast wpisywać kod, można go odczytać telefonem z tego obrazka:",
        "alt": "Kod podany powyżej, do odczytania telefonem",
        "unexpected": "Korzystanie z konta nie jest obowiązkowe. Można to zrobić razem z kimś: wystarczy powiedzieć "
        "osobie, z którą była rozmowa. Jeśli ten list jest nieoczekiwany, można go wyrzucić.",
    },
    "ur": {
        "title": "آپ کا اکاؤنٹ",
        "greeting": "السلام علیکم۔ جس اکاؤنٹ کے بارے میں آپ سے بات ہوئی تھی، اسے استعمال کرنے کا طریقہ یہ ہے۔",
        "where": "اس پتے پر جائیں:",
        "how": "یہ کوڈ لکھیں۔ بڑے یا چھوٹے حروف، خالی جگہ اور ڈیش سے فرق نہیں پڑتا:",
        "proof": "آپ کو 8 ہندسے بھی چاہئیں۔ یہ آپ کو وہ شخص بتائے گا جس نے آپ سے بات کی تھی۔ براہ کرم انہیں "
        "اس خط پر نہ لکھیں۔",
        "until": "یہ کوڈ ایک بار کام کرتا ہے، {day} تک۔",
        "picture": "اگر آپ کوڈ لکھنا نہیں چاہتے تو فون اسے اس تصویر سے پڑھ سکتا ہے:",
        "alt": "اوپر دیا گیا کوڈ، فون سے پڑھنے کے لیے",
        "unexpected": "اسے استعمال کرنا ضروری نہیں۔ اگر آپ کسی کے ساتھ مل کر کرنا چاہیں تو اس شخص کو بتائیں "
        "جس نے آپ سے بات کی تھی۔ اگر آپ کو اس خط کی توقع نہیں تھی تو آپ اسے پھینک سکتے ہیں۔",
    },
}


def letter_language(wanted: str) -> str:
    """Return the language in which the letter is written: the wanted one where there are words for it, else English."""
    return wanted if wanted in WORDS else "en"


def make_letter(code: str, *, last_day: date, language: str, is_large: bool) -> bytes:
    """Return the letter with `code` as PDF/UA-1; `is_large` sets it in 18 points instead of 14."""
    language = letter_language(language)
    with translation.override(language):
        day = date_format(last_day, "j E Y")
    words = {name: text.format(day=day) if name == "until" else text for name, text in WORDS[language].items()}
    data = words | {
        "code": code,
        "address": f"{portal_address()}/start/",
        "lang": language,
        "dir": direction(language),
        "size": BIGGER if is_large else BIG,
        "fonts": FAMILIES,
        "features": FEATURES,
    }
    files = {"code.png": picture_of(code)}
    return typeset_page(TEMPLATE, data, files=files, fonts=settings.FONTS_DIR, language=language)


def picture_of(code: str) -> bytes:
    """Return a QR code of `code` as PNG: the code, and nothing else with it."""
    written = io.BytesIO()
    segno.make_qr(normalised(code)).save(written, kind="png", scale=10, border=4)
    return written.getvalue()
