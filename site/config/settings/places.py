"""Where the source lies, and where this installation keeps what it writes."""

from pathlib import Path

from config.env import env

BASE_DIR = Path(__file__).resolve().parents[3]
VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))
FRONTEND_DIR = VAR_DIR / "frontend"
FONTS_DIR = FRONTEND_DIR / "fonts"
# What families gave, sealed; no web server looks here.
SEALED_FILES = VAR_DIR / "sealed"
# Which families' words were destroyed: beside the database, so that a restored backup brings nothing back.
DISPOSAL_LIST = Path(env.str("DISPOSAL_LIST", default=str(VAR_DIR / "disposals" / "list.jsonl")))
# What is public, as readers search it: each machine makes its own, and makes it anew when it is lost.
SEARCH_DIR = VAR_DIR / "search"
