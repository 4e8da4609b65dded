"""The two things that an invitation asks for: a code on paper, and a second proof that the worker says."""

from __future__ import annotations

import re
import secrets

from people.factors import READ_AS
from people.fingerprints import fingerprint, fingerprints

# Crockford's alphabet: 32 signs without those that are mistaken for one another. 20 of them are 100 bits.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SIGNS, GROUP = 20, 4
PROOF_DIGITS = 8
_APART = re.compile(r"[\s\-\u2010-\u2015\u2212._]")


def new_code() -> str:
    """Return a code for a letter: 20 signs in groups of four."""
    signs = "".join(secrets.choice(ALPHABET) for _ in range(SIGNS))
    return "-".join(signs[start : start + GROUP] for start in range(0, SIGNS, GROUP))


def new_proof() -> str:
    """Return a second proof to be said: eight digits."""
    return f"{secrets.randbelow(10**PROOF_DIGITS):0{PROOF_DIGITS}d}"


def normalised(typed: str) -> str:
    """Return what was typed as it is compared: no spaces or hyphens, capitals, O as 0, I and L as 1, our digits."""
    return _APART.sub("", typed).upper().translate(READ_AS)


def code_digest(code: str) -> str:
    """Return what is kept of a code."""
    return fingerprint("family code", normalised(code))


def code_digests(typed: str) -> list[str]:
    """Return every digest under which a code may have been kept, while an older key still counts."""
    return fingerprints("family code", normalised(typed))


def proof_digest(code: str, proof: str) -> str:
    """Return what is kept of a second proof; it is of no use with another code."""
    return fingerprint("family proof", f"{normalised(code)}:{normalised(proof)}")


def proof_digests(typed_code: str, typed_proof: str) -> list[str]:
    """Return every digest under which a second proof may have been kept with this code."""
    return fingerprints("family proof", f"{normalised(typed_code)}:{normalised(typed_proof)}")
