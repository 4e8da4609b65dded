"""A plan from a file."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any


class CannotRead(Exception):
    """There is no such file, or it is not TOML; str() says which."""


def read_plan(path: Path) -> dict[str, Any]:
    """Return the plan that `path` holds; CannotRead otherwise."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CannotRead(f"The file {path} cannot be read: {error.strerror}.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CannotRead(f"The file {path} is not TOML: {error}.") from error
