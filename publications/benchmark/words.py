"""Text that is spread like a language: few words very often, many words hardly ever. Always the same for a seed."""

from __future__ import annotations

from itertools import accumulate
from random import Random


def _listed(words: str) -> list[str]:
    return words.split()


# Words by which a measurement asks: in about one report of a thousand, in one of ten, and in three of four.
RARE, MIDDLING, COMMON = "plagiocephaly", "genogram", "safeguarding"
SHARES = {RARE: 0.001, MIDDLING: 0.1, COMMON: 0.75}
OFTEN = _listed(
    "the of and to a in was that for with on as had were not this by at from be it or which have she they he but an "
    "is been review practice child family mother father information social worker health agencies professionals care "
    "school police assessment visit contact concerns children parent baby support service home reported recorded "
    "known risk plan meeting referral seen there about after before during between other being decision team early "
    "help hospital nurse doctor plans review learning understanding experience relationship history injury neglect "
    "housing weight appointment missed shared asked heard spoken told wrote evidence record response change national "
    "local partnership agency curiosity supervision manager escalation threshold lived voice daily life weeks month"
)
HEADS = _listed("al ber cor den el far gor hal in jor kel lor mer nor ol per quar ras sel ter ul ver wil yor zan")
MIDDLES = _listed("a e i o u al en ir on ut ab es ion atic")
TAILS = _listed("ment ing ed tion ness ly er al ity ful ous ic ance ive s")


def vocabulary() -> list[str]:
    """Return some 5,000 words, the commonest first."""
    made = [head + middle + tail for tail in TAILS for middle in MIDDLES for head in HEADS]
    Random(1).shuffle(made)  # noqa: S311 (no secret: the same every time)
    return list(dict.fromkeys([*OFTEN, *made]))


class Writer:
    """Writes stretches of text, from a seed."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)  # noqa: S311 (no secret: the same every time)
        self.words = vocabulary()
        self.weights = list(accumulate(1 / rank for rank in range(2, len(self.words) + 2)))

    def sentences(self, words: int) -> list[str]:
        """Return sentences of 12 to 18 words, `words` words in all."""
        drawn = self.random.choices(self.words, cum_weights=self.weights, k=words)
        made, start = [], 0
        while start < words:
            end = min(words, start + self.random.randint(12, 18))
            made.append(f"{' '.join(drawn[start:end]).capitalize()}.")
            start = end
        return made

    def report(self, words: int) -> list[str]:
        """Return the sentences of one report, with the words that measurements ask for in their share of reports."""
        made = self.sentences(words)
        for word, share in SHARES.items():
            if self.random.random() < share:
                for _ in range(self.random.randint(1, 6)):
                    place = self.random.randrange(len(made))
                    made[place] = f"{made[place][:-1]} {word}."
        return made
