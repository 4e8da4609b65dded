"""The build of styles, scripts and fonts."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from config import frontend
from config.frontend import BASE_DIR, FrontendBuildError, build_frontend
from pages.typesetting.fonts import FONT_FILES, missing_fonts

needs_packages = pytest.mark.skipif(
    not frontend.packages_are_installed(), reason="the front-end packages are not installed"
)


@pytest.fixture
def apart(tmp_path, monkeypatch):
    """A build that writes to a folder of its own."""
    monkeypatch.setattr(frontend, "OUTPUT", tmp_path)
    monkeypatch.setattr(frontend, "STAMP", tmp_path / "stamp.txt")
    return tmp_path


def said(lines):
    return lambda line: lines.append(line)


@needs_packages
def test_a_build_makes_the_stylesheet_the_script_and_every_font_of_the_reports(apart):
    lines: list[str] = []
    assert build_frontend(say=said(lines)) is True
    assert "site-box" in (apart / "css" / "public.css").read_text(encoding="utf-8")
    assert "initAll" in (apart / "js" / "govuk-frontend.min.js").read_text(encoding="utf-8")
    assert missing_fonts(apart / "fonts") == []
    assert lines == ["Compiling the styles.", "Copying scripts and fonts."]


@needs_packages
def test_a_second_build_has_nothing_to_do_and_says_nothing(apart):
    build_frontend(say=said([]))
    lines: list[str] = []
    assert build_frontend(say=said(lines)) is False
    assert lines == []


@needs_packages
def test_a_changed_style_source_is_built_again(apart, monkeypatch):
    styles = BASE_DIR / "var" / f"test-styles-{apart.name}"
    shutil.copytree(frontend.STYLES, styles)
    try:
        monkeypatch.setattr(frontend, "STYLES", styles)
        build_frontend(say=said([]))
        (styles / "_print.scss").write_text(".changed { color: red; }", encoding="utf-8")
        assert build_frontend(say=said([])) is True
        assert ".changed" in (apart / "css" / "public.css").read_text(encoding="utf-8")
    finally:
        shutil.rmtree(styles)


@needs_packages
def test_a_broken_style_source_is_an_error_in_plain_words_and_leaves_no_stamp(apart, monkeypatch):
    styles = BASE_DIR / "var" / f"test-styles-{apart.name}"
    styles.mkdir(parents=True)
    try:
        (styles / "public.scss").write_text("a { color: ", encoding="utf-8")
        monkeypatch.setattr(frontend, "STYLES", styles)
        with pytest.raises(FrontendBuildError, match="Could not compile the styles"):
            build_frontend(say=said([]))
        assert not (apart / "stamp.txt").exists()
    finally:
        shutil.rmtree(styles)


@needs_packages
def test_the_stylesheet_names_one_file_of_our_own_and_no_font_of_gov_uk(apart):
    build_frontend(say=said([]))
    stylesheet = (apart / "css" / "public.css").read_text(encoding="utf-8")
    assert "system-ui" in stylesheet
    assert "GDS Transport" not in stylesheet
    assert re.findall(r"url\(([^)]*)\)", stylesheet) == ['"../fonts/ScheherazadeNew_400Regular.ttf"']
    assert (apart / "fonts" / "ScheherazadeNew_400Regular.ttf").exists()


@needs_packages
def test_the_stylesheet_has_no_side_that_ignores_the_direction_of_the_page(apart):
    build_frontend(say=said([]))
    stylesheet = (apart / "css" / "public.css").read_text(encoding="utf-8")
    assert "margin-inline-start:" in stylesheet
    for physical in (
        "margin-left:",
        "padding-right:",
        "border-left:",
        "text-align:left",
        "float:left",
        ";left:",
    ):
        assert physical not in stylesheet


def test_the_lock_file_names_no_registry_but_the_public_one():
    lock = json.loads((BASE_DIR / "package-lock.json").read_text(encoding="utf-8"))
    packages = [package for name, package in lock["packages"].items() if name]
    assert all(package["integrity"] for package in packages)
    registry = "https://registry.npmjs.org/"
    assert all(package.get("resolved", registry).startswith(registry) for package in packages)


def test_every_font_package_of_the_reports_is_asked_for():
    asked_for = json.loads((BASE_DIR / "package.json").read_text(encoding="utf-8"))["dependencies"]
    assert {package for package, _names in FONT_FILES} == {
        name for name in asked_for if name.startswith("@expo-google-fonts/")
    }


def test_the_scripts_of_the_site_lie_where_static_files_are_looked_for(settings):
    folders = [Path(folder) for folder in settings.STATICFILES_DIRS]
    assert any((folder / "js" / "site.js").is_file() for folder in folders)
