"""The fonts a report is set in, and where they come from."""

from __future__ import annotations

from pathlib import Path

from pages.typesetting.printable import TypesettingError

# What the front-end build copies out of each npm package into the font folder, flat.
# Scheherazade New draws each Arabic letter as one glyph. The Noto Arabic fonts draw a letter and its
# dots apart, and every letter is then copied, searched and read aloud twice. Arabic itself is set in Amiri,
# which joins lam to an alef with hamza without parting them, but lacks forms that Urdu needs. Hind Siliguri
# has the Bengali conjuncts as whole glyphs; the Noto Bengali fonts put them together, with the same harm.
FONT_FILES: list[tuple[str, tuple[str, ...]]] = [
    (
        "@expo-google-fonts/noto-sans",
        (
            "400Regular/NotoSans_400Regular.ttf",
            "400Regular_Italic/NotoSans_400Regular_Italic.ttf",
            "700Bold/NotoSans_700Bold.ttf",
            "700Bold_Italic/NotoSans_700Bold_Italic.ttf",
        ),
    ),
    (
        "@expo-google-fonts/scheherazade-new",
        ("400Regular/ScheherazadeNew_400Regular.ttf", "700Bold/ScheherazadeNew_700Bold.ttf"),
    ),
    ("@expo-google-fonts/amiri", ("400Regular/Amiri_400Regular.ttf", "700Bold/Amiri_700Bold.ttf")),
    (
        "@expo-google-fonts/noto-sans-gurmukhi",
        ("400Regular/NotoSansGurmukhi_400Regular.ttf", "700Bold/NotoSansGurmukhi_700Bold.ttf"),
    ),
    (
        "@expo-google-fonts/hind-siliguri",
        ("400Regular/HindSiliguri_400Regular.ttf", "700Bold/HindSiliguri_700Bold.ttf"),
    ),
    ("@expo-google-fonts/noto-sans-math", ("400Regular/NotoSansMath_400Regular.ttf",)),
    ("@expo-google-fonts/noto-sans-symbols-2", ("400Regular/NotoSansSymbols2_400Regular.ttf",)),
]

# Tried in this order for every character: Noto Sans alone lacks arrows, ≥ and ✓.
FAMILIES = [
    "Noto Sans",
    "Scheherazade New",
    "Noto Sans Gurmukhi",
    "Hind Siliguri",
    "Noto Sans Math",
    "Noto Sans Symbols 2",
]

# The typesetter cuts a run of text where a glyph is raised or lowered and gives both parts the whole letter, so
# that an alef with madda or a Bengali sign is copied and read aloud twice. Without these features none is moved.
FEATURES = dict.fromkeys(("ccmp", "mark", "mkmk", "abvm", "blwm"), 0)


def families(language: str) -> list[str]:
    """Return the font families for a text in `language`, the first tried first."""
    return ["Noto Sans", "Amiri", *FAMILIES[1:]] if language.split("-")[0].lower() == "ar" else FAMILIES


def missing_fonts(folder: Path) -> list[str]:
    """Names of the font files that `folder` does not hold."""
    names = (Path(name).name for _package, files in FONT_FILES for name in files)
    return [name for name in names if not (folder / name).is_file()]


def refuse_missing_fonts(folder: Path) -> None:
    """Raise TypesettingError naming the font files that `folder` does not hold."""
    missing = missing_fonts(folder)
    if missing:
        raise TypesettingError(f"These report fonts are missing: {', '.join(missing)}. Build the front end.")
