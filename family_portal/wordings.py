"""The few sentences that ever reach a family outside the portal: fixed, bland, and without anybody's name.

Whoever reads along learns that somebody has an account somewhere. The Polish and Urdu words must be read by a person
who speaks the language before they are used in earnest.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

# Which variables a template takes; everything else that is handed to it is refused.
VARIABLES: dict[str, frozenset[str]] = {
    "account_code": frozenset({"code", "minutes"}),
    "account_help": frozenset(),
    "account_changed": frozenset(),
    "something_to_read": frozenset(),
    "date_changed": frozenset(),
    "please_call": frozenset(),
}
# What is about signing in, and leaves at once. The rest goes by family_portal.notifying alone.
ABOUT_SIGNING_IN = ("account_code", "account_help", "account_changed")
LANGUAGES = ("en", "pl", "ur")

# One sentence says it in a mail, in a text message and by a voice.
SENTENCES: dict[str, dict[str, str]] = {
    "account_code": {
        "en": "{code} is your code. It works for {minutes} minutes.",
        "pl": "{code} to Twój kod. Działa przez {minutes} minut.",
        "ur": "آپ کا کوڈ {code} ہے۔ یہ {minutes} منٹ تک کام کرتا ہے۔",
    },
    "account_help": {
        "en": "Somebody has asked for help to sign in to your account. If it was not you, sign in to call it off.",
        "pl": "Ktoś poprosił o pomoc w zalogowaniu się na Twoje konto. Jeśli to nie Ty, zaloguj się i odwołaj to.",
        "ur": "کسی نے آپ کے اکاؤنٹ میں داخل ہونے کے لیے مدد مانگی ہے۔ اگر یہ آپ نہیں تھے تو سائن ان کر کے منسوخ کریں۔",
    },
    "account_changed": {
        "en": "Something about how you sign in to your account has changed.",
        "pl": "Zmienił się sposób logowania na Twoje konto.",
        "ur": "آپ کے اکاؤنٹ میں سائن ان کرنے کا طریقہ بدل گیا ہے۔",
    },
    "something_to_read": {
        "en": "There is something to read in your account. There is no hurry.",
        "pl": "Na Twoim koncie jest coś do przeczytania. Nie ma pośpiechu.",
        "ur": "آپ کے اکاؤنٹ میں پڑھنے کے لیے کچھ ہے۔ کوئی جلدی نہیں ہے۔",
    },
    "date_changed": {
        "en": "A date in your account has changed. Please look at it when it suits you.",
        "pl": "Na Twoim koncie zmieniła się data. Sprawdź ją w dogodnej chwili.",
        "ur": "آپ کے اکاؤنٹ میں ایک تاریخ بدل گئی ہے۔ جب مناسب ہو دیکھ لیں۔",
    },
    "please_call": {
        "en": "Please call the person who gave you your account, when it suits you.",
        "pl": "Prosimy zadzwonić w dogodnej chwili do osoby, która dała Ci konto.",
        "ur": "جب مناسب ہو، براہ کرم اس شخص کو فون کریں جس نے آپ کو اکاؤنٹ دیا تھا۔",
    },
}
SUBJECTS = {"en": "Your account", "pl": "Twoje konto", "ur": "آپ کا اکاؤنٹ"}
_ENDINGS = {
    "en": "If you did not expect this, you need not do anything.",
    "pl": "Jeśli ta wiadomość jest nieoczekiwana, nic nie trzeba robić.",
    "ur": "اگر آپ کو اس کی توقع نہیں تھی تو آپ کو کچھ کرنے کی ضرورت نہیں۔",
}


class NotInTheTable(Exception):
    """Nothing of this name is ever sent to a family."""


class VariableRefused(Exception):
    """Something was to be filled into a template that takes no such thing, or something that it takes is missing."""


def refuse_unless_bland(template: str, words: Mapping[str, Any]) -> None:
    """Raise NotInTheTable or VariableRefused unless `template` is one of the few and takes exactly `words`."""
    if template not in VARIABLES:
        raise NotInTheTable
    if set(words) != VARIABLES[template] or not all(str(value).isdigit() for value in words.values()):
        raise VariableRefused


def language_of(code: str) -> str:
    """Return the language in which somebody who reads `code` is written to."""
    return code if code in LANGUAGES else "en"


def spoken(template: str, language: str, words: Mapping[str, Any]) -> str:
    """Return what a text message or a voice says: one sentence or two, at most 160 signs."""
    refuse_unless_bland(template, words)
    return SENTENCES[template][language_of(language)].format(**words)


def written(template: str, language: str, words: Mapping[str, Any], *, link: str) -> dict[str, str]:
    """Return subject and body of a mail that leads to `link`, the first page of the portal."""
    code = language_of(language)
    body = f"{spoken(template, code, words)}\n\n{link}\n\n{_ENDINGS[code]}\n"
    return {"subject": SUBJECTS[code], "body": body}
