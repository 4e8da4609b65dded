"""What the pages cost: in this process, anew and from memory, and under a web server beside what can be no faster."""

from __future__ import annotations

import os
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from config.benchmark.loading import Target, rates
from config.benchmark.planting import LONG_REPORT
from config.benchmark.requesting import Site
from config.benchmark.serving import granian, nginx
from config.benchmark.timing import in_turns
from publications.benchmark.words import MIDDLING

PAGES = {
    "report of 60 pages": LONG_REPORT,
    "list of reports": "/reviews/",
    "home": "/",
    "search": f"/search/?q={MIDDLING}",
}
Row = dict[str, Any]


def in_process(host: str, *, rounds: int) -> list[Row]:
    """Return a row for each page: its bytes, its times and its queries, anew and from memory."""
    site = Site(host)
    calls = {}
    for name, address in PAGES.items():
        calls[name, "anew"] = lambda address=address: site.get_anew(address)
        calls[name, "kept"] = lambda address=address: site.get(address)
    times = in_turns(calls, rounds)
    return [
        {
            "page": name,
            "bytes": len(site.get(address)),
            "anew": times[name, "anew"].as_json(),
            "kept": times[name, "kept"].as_json(),
            "queries": site.queries_of(address),
            "queries_kept": site.queries_of_copy(address),
        }
        for name, address in PAGES.items()
    ]


def under_a_server(host: str, *, rounds: int, seconds: float) -> list[Row]:
    """Return a row for each page: requests a second of a view of the same bytes, kept, anew, and of nginx."""
    folder = Path(os.environ["VAR_DIR"]) / "bytes"
    folder.mkdir(exist_ok=True)
    with granian() as kept, granian(WHOLE_PAGES_MEGABYTES="0") as anew:
        return [_beside(name, host, kept, anew, folder, rounds, seconds) for name in PAGES]


def _beside(name: str, host: str, kept: int, anew: int, folder: Path, rounds: int, seconds: float) -> Row:
    address = PAGES[name]
    content = Site(host).get(address)
    file = folder / f"{len(content)}.html"
    file.write_bytes(content)
    with ExitStack() as servers:
        hello = servers.enter_context(granian(BENCHMARK_HELLO=str(file)))
        static = servers.enter_context(nginx(folder / "nginx", content))
        targets = {
            "hello": Target(hello, "/", host),
            "kept": Target(kept, address, host),
            "anew": Target(anew, address, host),
        }
        if static:
            targets["nginx"] = Target(static, "/page", host)
        return {"page": name, "bytes": len(content)} | rates(targets, rounds=rounds, seconds=seconds)
