"""The typesetter in a process of its own, so that its memory and the text in it end with the report.

Run as: press.py FOLDER FONTS [SECONDS]. FOLDER holds report.typ and what it reads, SECONDS is the creation
date since 1970. The PDF goes to standard output; a refusal goes to standard error with status REFUSED.
"""

from __future__ import annotations

import sys

import typst

REFUSED = 3


def press(root: str, fonts: str, timestamp: int | None) -> bytes:
    """Compile report.typ in `root` to PDF/UA-1 with the fonts in `fonts` and no others."""
    return typst.compile(
        f"{root}/report.typ",
        root=root,
        font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts]),
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=["ua-1"],
        package_path=root,
        package_cache_path=root,
        timestamp=timestamp,
    )


def main(root: str, fonts: str, *seconds: str) -> int:
    """Write the PDF or the refusal; return the exit status."""
    try:
        pdf = press(root, fonts, int(seconds[0]) if seconds else None)
    except typst.TypstError as error:
        sys.stderr.buffer.write(error.message.encode())
        return REFUSED
    sys.stdout.buffer.write(pdf)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
