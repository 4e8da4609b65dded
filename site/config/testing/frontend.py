"""The styles, fonts and translations that pages and PDFs need are made before the first test, if they are not there."""

from __future__ import annotations

import pytest

from config.frontend import FrontendBuildError, build_frontend
from config.wording import compile_words


def pytest_sessionstart(session: pytest.Session) -> None:
    """Build once, before any worker starts; a run whose build fails goes on, and says what is missing."""
    if hasattr(session.config, "workerinput"):
        return
    compile_words()
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    say = reporter.write_line if reporter else (lambda _line: None)
    try:
        build_frontend(say=say)
    except FrontendBuildError as error:
        say(f"The front end could not be built: {error}")
