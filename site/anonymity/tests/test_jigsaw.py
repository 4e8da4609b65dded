"""Documents of one review read together."""

from __future__ import annotations

from anonymity.jigsaw import read_together
from anonymity.passages import Document, Passage


def _document(name: str, text: str) -> Document:
    return Document(name, [Passage("body", text)])


REPORT = _document("report.docx", "The girl was 11 weeks old and the youngest of four children.")
PRESS = _document("press.txt", "She died in May 2021. The family lived in Penwick.")


def test_a_report_without_details_scores_nothing() -> None:
    assert read_together([_document("r", "Agencies met and agreed a plan.")]).score == 0


def test_documents_together_score_more_than_each_alone() -> None:
    alone = [read_together([d], places=["Penwick"]).score for d in (REPORT, PRESS)]
    together = read_together([REPORT, PRESS], places=["Penwick"])
    assert together.score > sum(alone)
    assert any("alone" in reason.said for reason in together.reasons)


def test_every_point_of_the_score_has_a_reason_that_names_words_and_documents() -> None:
    read = read_together([REPORT, PRESS], places=["Penwick"])
    assert read.score == sum(reason.points for reason in read.reasons)
    assert any("11 weeks old" in reason.said and "report.docx" in reason.said for reason in read.reasons)
    assert any("Penwick" in reason.said and "press.txt" in reason.said for reason in read.reasons)


def test_what_is_already_public_adds_to_the_score() -> None:
    before = read_together([PRESS], places=["Penwick"])
    after = read_together([PRESS], places=["Penwick"], public=["A baby from Penwick died in May 2021."])
    assert after.score > before.score
    assert any(reason.said.startswith("Already public") for reason in after.reasons)


def test_the_score_never_passes_a_hundred() -> None:
    text = (
        "The Polish girl, 11 weeks old, a twin with cystic fibrosis, born on 3 May 2021 "
        "at Penwick Royal Hospital, adopted, was at Penwick Green Nursery."
    )
    assert read_together([_document("r", text), PRESS, REPORT], places=["Penwick"], public=[text]).score == 100
