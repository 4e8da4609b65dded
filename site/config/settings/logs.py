"""Logs and error mails carry ids and codes, never names, addresses, texts or the message of an exception."""

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"()": "config.faults.Outlines", "format": "{asctime} {levelname} {name} {message}", "style": "{"}
    },
    "filters": {"doors": {"()": "config.log_lines.WithoutPaths"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["doors"]},
        # To ADMINS, where there are any.
        "mail": {"class": "django.utils.log.AdminEmailHandler", "level": "ERROR", "filters": ["doors"]},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        name: {"level": "INFO"}
        for name in ("config", "lifecycles", "people", "pages", "publications", "home", "family_portal")
    }
    # A path can hold a recipient's token; what was not found is not written down.
    | {"django": {"handlers": ["mail"], "level": "INFO"}, "django.request": {"level": "ERROR"}},
}
DEFAULT_EXCEPTION_REPORTER = "config.faults.QuietReporter"
DEFAULT_EXCEPTION_REPORTER_FILTER = "config.faults.NothingShown"
