import pytest
from django.core.exceptions import ValidationError

from partnerships.colours import contrast, validate_readable_on_white


def test_black_on_white_has_the_greatest_contrast():
    assert round(contrast("#000000", "#ffffff"), 2) == 21


@pytest.mark.parametrize("colour", ["#ffdd00", "#8aa", "red", "#12345g", ""])
def test_a_colour_that_cannot_be_read_or_understood_is_refused(colour):
    with pytest.raises(ValidationError):
        validate_readable_on_white(colour)


def test_a_dark_colour_is_taken():
    assert validate_readable_on_white("#1d5b79") is None
