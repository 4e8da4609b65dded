"""User names for those who sign in without an e-mail address: easy to write down, and about nobody."""

from __future__ import annotations

import secrets

_LIST = (
    "amber apple arrow aspen basil beach birch blue bread bridge brook cedar chalk clay clover copper coral corner "
    "cotton daisy door east elm fern field flint garden glass gold grain grass green harbour hazelnut hill ivory "
    "jade kettle lake lamp lantern leaf lemon linen maple marble meadow melon mint moss north oak olive orange paper "
    "pear pebble pine plum pond reed river rose sage sand shell silver slate south spoon stone straw table teal "
    "thyme tulip violet walnut west wheat willow window wool yellow"
)
WORDS = _LIST.split()


def new_name() -> str:
    """Return a name like amber-kettle-4827."""
    return f"{secrets.choice(WORDS)}-{secrets.choice(WORDS)}-{secrets.randbelow(9000) + 1000}"
