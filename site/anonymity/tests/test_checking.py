"""What a check hands back."""

from __future__ import annotations

from anonymity.checking import MOST_FINDINGS, Checker, check
from anonymity.passages import Document, Fault, Passage
from anonymity.watchlists import Allowed, Term, Watchlist

TERMS = Watchlist((Term("t1", "name", "Leila Haddad"), Term("t2", "date_of_birth", "3 August 2018")))


def test_a_finding_has_the_place_the_words_and_what_stands_around_them_on_one_line() -> None:
    before, after = "word " * 40, " word" * 40
    document = Document("r.docx", [Passage("footnote", f"{before}seen\x07by\nLeila Haddad{after}")])
    (finding,) = check(document, TERMS, Allowed())
    assert (finding.term_id, finding.kind, finding.severity, finding.where) == ("t1", "name", "block", "footnote")
    assert finding.matched == "Leila Haddad"
    assert "seen�by Leila Haddad word" in finding.excerpt
    assert 100 < len(finding.excerpt) < 150
    assert "\n" not in finding.excerpt


def test_the_same_words_in_the_same_place_are_told_once() -> None:
    page = Passage("header", "Leila Haddad")
    assert len(check(Document("r.docx", [page, page, page]), TERMS, Allowed())) == 1


def test_two_checks_of_one_document_say_the_same_in_the_same_order() -> None:
    text = "Leila Haddad, born 3 August 2018, of 14 Harbour Lane, YO1 7HH, phone 07700 900123."
    document = Document("r.docx", [Passage("body", text)])
    first = check(document, TERMS, Allowed())
    assert first == Checker(TERMS, Allowed()).check(document)
    assert [f.kind for f in first] == ["name", "date_of_birth", "address", "postcode", "phone"]


def test_what_could_not_be_read_is_a_finding() -> None:
    fault = Fault("picture_only", "block", "page 2", "This page is a picture.")
    (finding,) = check(Document("scan.pdf", faults=[fault]), TERMS, Allowed())
    assert (finding.term_id, finding.kind, finding.severity, finding.excerpt) == (
        None,
        "picture_only",
        "block",
        "This page is a picture.",
    )


def test_a_listed_date_is_not_told_a_second_time_as_a_pattern() -> None:
    document = Document("r.docx", [Passage("body", "She was born on 3 August 2018.")])
    assert [f.term_id for f in check(document, TERMS, Allowed())] == ["t2"]


def test_a_document_with_endless_findings_blocks_and_says_so() -> None:
    passages = [Passage(f"place {n}", "Leila Haddad") for n in range(MOST_FINDINGS + 2)]
    findings = check(Document("r.docx", passages), TERMS, Allowed())
    assert len(findings) == MOST_FINDINGS + 1
    assert (findings[-1].kind, findings[-1].severity) == ("too_many_findings", "block")


def test_a_term_does_not_show_its_words_when_it_is_printed() -> None:
    assert "Haddad" not in f"{TERMS!r}"
