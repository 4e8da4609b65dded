"""The fonts a report is set in, and where they come from."""

from __future__ import annotations

from pathlib import Path

from pages.typesetting.printable import TypesettingError

# What the front-end build copies out of each npm package into the font folder, flat.
# Scheherazade New draws each Arabic letter as one glyph. The Noto Arabic fonts draw a letter and its
# dots apart, and every letter is then copied, searched and read aloud twice.
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
    ("@expo-google-fonts/noto-sans-math", ("400Regular/NotoSansMath_400Regular.ttf",)),
    ("@expo-google-fonts/noto-sans-symbols-2", ("400Regular/NotoSansSymbols2_400Regular.ttf",)),
]

# Tried in this order for every character: Noto Sans alone lacks arrows, ≥ and ✓.
FAMILIES = ["Noto Sans", "Scheherazade New", "Noto Sans Math", "Noto Sans Symbols 2"]


def missing_fonts(folder: Path) -> list[str]:
    """Names of the font files that `folder` does not hold."""
    names = (Path(name).name for _package, files in FONT_FILES for name in files)
    return [name for name in names if not (folder / name).is_file()]


def refuse_missing_fonts(folder: Path) -> None:
    """Raise TypesettingError naming the font files that `folder` does not hold."""
    missing = missing_fonts(folder)
    if missing:
        raise TypesettingError(f"These report fonts are missing: {', '.join(missing)}. Build the front end.")
