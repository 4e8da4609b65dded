"""The recommendations of public reports, as they stand in them: a list of any length, read a page at a time.

They are part of an edition and have no row of their own, so they are counted and taken out of it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from django.core.cache import cache
from django.db.models import F, Func, IntegerField

from pages.changing import newest_changes
from publications.entries import recommendation_entry
from publications.models import Edition
from publications.newest_reports import NewestReports

AN_HOUR, A_DAY = 60 * 60, 24 * 60 * 60
AT_ONCE = 200
# So many releases are named one by one; of more, all are read.
MOST_NAMED = 500
_NOT_THEIRS = [name for name in Edition.LONG if name != "blocks"]


class _Count(Func):
    """How many recommendations the blocks of an edition hold."""

    output_field = IntegerField()

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> Any:
        return self.as_sql(compiler, connection, **more | {
            "template": "(SELECT COUNT(*) FROM json_each(%(expressions)s) "
                        "WHERE json_extract(value, '$.type') = 'recommendation')"
        })  # fmt: skip

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        found = "jsonb_path_query_array(%(expressions)s, '$[*] ? (@.type == \"recommendation\")')"
        return self.as_sql(compiler, connection, **more | {"template": f"jsonb_array_length({found})"})


def recommended_in(edition: Edition) -> list[dict[str, Any]]:
    """Return the values of the recommendations in a report whose blocks are loaded."""
    return [block["value"] for block in edition.blocks if block["type"] == "recommendation"]


@dataclass(frozen=True)
class Recommended:
    """The recommendations of some public reports, newest report first, for a Paginator or any other slice.

    `made` says what becomes of each, from its edition and the value of its block.
    """

    reports: NewestReports
    made: Callable[[Edition, dict[str, Any]], Any] = recommendation_entry

    def count(self) -> int:
        """Return how many there are."""
        return sum(number for _, number in self._counts())

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, wanted: slice) -> list[Any]:
        counts = self._counts()
        ends = list(accumulate(number for _, number in counts))
        start, stop, _ = wanted.indices(ends[-1] if ends else 0)
        if start >= stop:
            return []
        first, last = bisect_right(ends, start), bisect_right(ends, stop - 1)
        begins = ends[first] - counts[first][1]
        return self._made([release for release, _ in counts[first : last + 1]])[start - begins : stop - begins]

    def __iter__(self) -> Iterator[Any]:
        """Yield all of them, a few reports at a time."""
        releases = [release for release, _ in self._counts()]
        for start in range(0, len(releases), AT_ONCE):
            yield from self._made(releases[start : start + AT_ONCE])

    def _made(self, releases: list[int]) -> list[Any]:
        # Of a few reports, Python takes them out faster than the database.
        rows = self.reports.editions(releases).select_related("review__partnership__site", "release")
        found = {row.release_id: row for row in rows.defer(*_NOT_THEIRS)}
        shown = [found[release] for release in releases if release in found]
        return [self.made(row, value) for row in shown for value in recommended_in(row)]

    def _counts(self) -> list[tuple[int, int]]:
        """How many each release has, of those that have any: remembered for all questions, for it never changes."""
        releases = list(self.reports.reviews().values_list("public_release", "public_release__uuid"))
        name = f"recommended:{self.reports.language}"
        known: dict[int, int] = cache.get(name) or {}
        missing = [release for release, uuid in releases if uuid.int not in known]
        if missing:
            known |= self._counted(missing)
            cache.set(name, known, A_DAY)
        return [(release, known[uuid.int]) for release, uuid in releases if known.get(uuid.int)]

    def _counted(self, missing: list[int]) -> dict[int, int]:
        those = missing if len(missing) <= MOST_NAMED else self.reports.reviews().order_by().values("public_release")
        found = Edition.objects.filter(release__in=those, language=self.reports.language)
        numbers = found.values_list("release__uuid").annotate(number=_Count(F("blocks")))
        return {uuid.int: number for uuid, number in numbers}


def last_change_in_words() -> str:
    """Return what stands for the present state of all that is public; part of the name of whatever is remembered."""
    for number, at in newest_changes():
        return f"{number}:{at:%Y%m%d%H%M%S.%f}"
    return "none"
