"""What is special to the families' host."""

from csp.constants import NONCE, NONE, SELF

from config.env import env

PORTAL_IDLE_MINUTES = 15

# The virus scanner (clamd): the path of its socket, or host:port. Empty: documents are marked as not scanned.
CLAMD = env.str("CLAMD", default="")

# In which languages families read, by the languages' own names, and which of them no translator has read yet.
PORTAL_LANGUAGES = [("en", "English"), ("pl", "Polski"), ("ur", "اردو")]
PORTAL_LANGUAGE_COOKIE = "__Host-words"
TRANSLATIONS_UNREVIEWED = ["pl", "ur"]

# People of a family choose a passphrase of any words; what is breached or easily guessed is known here, offline.
FAMILY_PASSPHRASE_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "family_portal.passphrases.NotEasilyGuessed"},
]

# Security keys and passkeys: a second factor on the families' host, never instead of the passphrase.
OTP_WEBAUTHN_ALLOW_PASSWORDLESS_LOGIN = False
OTP_WEBAUTHN_HELPER_CLASS = "family_portal.passkeys.BlandHelper"
OTP_WEBAUTHN_RP_NAME = "Account"

# Families: nothing of another origin, and no script that was not sent with this very page.
PORTAL_CONTENT_SECURITY_POLICY = {
    "default-src": [NONE],
    "script-src": [NONCE],
    "style-src": [SELF],
    "img-src": [SELF, "data:"],
    "font-src": [SELF],
    "connect-src": [SELF],
    "form-action": [SELF],
    "base-uri": [NONE],
    "frame-ancestors": [NONE],
}

# Whom a mail to a family comes from; empty: the address of DEFAULT_FROM_EMAIL. Its domain stands in every such mail.
FAMILY_FROM_ADDRESS = env.str("FAMILY_FROM_ADDRESS", default="")

# How codes and notices reach a family: a kind of channel, and what sends it. A kind that is missing is not offered.
# In the environment: email=family_portal.senders.Outbox,text=family_portal.notify.NotifyText
FAMILY_SENDERS = env.dict("FAMILY_SENDERS", default={"email": "family_portal.senders.Outbox"})

# GOV.UK Notify. Each template by name, kind and, where it is not English, language: please_call.text.pl=ID,…
NOTIFY_API_KEY = env.str("NOTIFY_API_KEY", default="")
NOTIFY_URL = env.str("NOTIFY_URL", default="https://api.notifications.service.gov.uk")
NOTIFY_TEMPLATES = env.dict("NOTIFY_TEMPLATES", default={})
