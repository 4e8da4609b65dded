"""All the forms of a watch-list."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

from anonymity.matching.forms import Form
from anonymity.matching.naming import name_forms
from anonymity.matching.numbering import email_forms, nhs_forms, phone_forms, postcode_forms, reference_forms
from anonymity.matching.placing import address_forms, condition_forms, place_forms, school_forms
from anonymity.watchlists import Term

MOST_FORMS = 600  # of one value; a name of twenty words must not bring a million
PEOPLE = frozenset({"name", "professional"})
DATES = frozenset({"date", "date_of_birth", "date_of_death"})
_MAKERS: dict[str, Callable[[int, str], Iterator[Form]]] = {
    "address": address_forms,
    "postcode": postcode_forms,
    "school": school_forms,
    "place": place_forms,
    "phone": phone_forms,
    "email": email_forms,
    "nhs_number": nhs_forms,
    "condition": condition_forms,
    "reference": reference_forms,
}


def forms_of(number: int, term: Term) -> list[Form]:
    """The forms of one term, those of its value before those of its aliases. Dates have none: they are read apart."""
    found: dict[tuple[str, tuple[int, ...], str], Form] = {}
    for place, value in enumerate((term.value, *term.aliases)):
        for form in islice(_of_value(number, term.kind, value, alias=place > 0), MOST_FORMS):
            if form.letters:
                found.setdefault((form.letters, form.breaks, form.judged), form)
    return list(found.values())


def _of_value(number: int, kind: str, value: str, *, alias: bool) -> Iterator[Form]:
    if kind in PEOPLE:
        return name_forms(number, value, alias=alias)
    return _MAKERS.get(kind, place_forms)(number, value) if kind not in DATES else iter(())
