import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publications.csv_cells import MARK, STARTS_A_FORMULA, csv_text, safe_cell

# Without lone surrogates, which no file can hold, and without NUL, which no database keeps.
WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=40)
FORMULAS = st.builds("{}{}{}".format, st.sampled_from(["", " ", "\u00a0"]), st.sampled_from(STARTS_A_FORMULA), WORDS)


@given(WORDS | FORMULAS)
def test_no_cell_is_a_formula_and_nothing_is_lost(words):
    cell = safe_cell(words)

    assert not cell.lstrip().startswith(STARTS_A_FORMULA)
    assert cell in (words, f"'{words}")


@given(st.lists(st.lists(WORDS | FORMULAS, min_size=2, max_size=2), max_size=4))
def test_a_table_is_read_back_cell_by_cell(rows):
    text = csv_text(["first", "second"], rows)
    read = list(csv.reader(io.StringIO(text.removeprefix(MARK), newline="")))

    assert read == [["first", "second"], *([safe_cell(cell) for cell in row] for row in rows)]


@pytest.mark.parametrize(("value", "cell"), [(None, ""), (-3, "-3"), ("-3", "'-3"), ("in-house", "in-house")])
def test_a_number_stays_a_number(value, cell):
    assert safe_cell(value) == cell
