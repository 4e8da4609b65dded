"""Numbers, addresses and places of the list."""

from __future__ import annotations

import pytest

from anonymity.matching.numbering import valid_nhs_number
from anonymity.matching.tests.finding import severities


@pytest.mark.parametrize(
    ("kind", "value", "written"),
    [
        ("phone", "01632 960555", "+44 (0)1632 960 555"),
        ("phone", "+44 1632 960555", "01632-960-555"),
        ("nhs_number", "999 000 0018", "99 90 00 00 18"),
        ("nhs_number", "9990000018", "999-000-0018"),
        ("postcode", "QX10 2HD", "qxIO2hd"),
        ("postcode", "QX7 2HD", "QX7\n2HD"),
        ("email", "a.penn77@example.net", "A.Penn77 [at] example [dot] net"),
        ("reference", "PX-2281/934", "PX 2281 934"),
        ("address", "117 Cobblers Yard, Penwick", "117 COBBLERS YD"),
        ("address", "Flat 2, 9 Mill Street", "9, Mill St."),
        ("school", "St Aldhelm's Primary School", "Saint Aldhelms Primary"),
        ("place", "Thornbeck Medical Centre", "Thornbeck"),
        ("condition", "Menkes disease", "MENKE’S DISEASE"),
        ("condition", "phenylketonuria", "phenylketonurias"),
    ],
)
def test_it_blocks_in_another_shape(kind: str, value: str, written: str) -> None:
    assert severities(f"It said {written} there.", value, kind=kind) == {"block"}


@pytest.mark.parametrize(
    ("kind", "value", "written"),
    [
        ("address", "117 Cobblers Yard, Penwick", "Cobblers Yard"),
        ("postcode", "QX7 2HD", "QX7"),
        ("phone", "01632 960555", "960555"),
        ("condition", "phenylketonuria", "PKU"),
        ("reference", "PX-2281934", "2281934"),
    ],
)
def test_a_telling_part_is_for_review(kind: str, value: str, written: str) -> None:
    assert severities(f"It said {written} there.", value, kind=kind) == {"review"}


@pytest.mark.parametrize(
    ("kind", "value", "written"),
    [
        ("phone", "01632 960555", "01632 960556"),
        ("nhs_number", "9990000018", "99900000181"),
        ("postcode", "QX7 2HD", "QX7 2HE"),
        ("reference", "PX-2281/934", "PX-2281/9345"),
        ("address", "117 Cobblers Yard", "17 Cobbler Row"),
        ("school", "St Aldhelm's Primary School", "the primary school"),
    ],
)
def test_another_number_or_place_is_not_reported(kind: str, value: str, written: str) -> None:
    assert not severities(f"It said {written} there.", value, kind=kind) & {"block"}


@pytest.mark.parametrize(
    ("digits", "valid"),
    [("9990000018", True), ("9434765919", True), ("9434765918", False), ("1111111111", False), ("943476591", False)],
)
def test_the_check_digit_of_an_nhs_number_is_reckoned(digits: str, valid: bool) -> None:
    assert valid_nhs_number(digits) is valid
