"""Rules and clauses come in every prompt: looked through once, they are masked as any other text is."""

from pathlib import Path

import pytest
import yaml

from bot.adapters.policy_folder import PolicyFolder
from bot.domain import masking
from bot.domain.clauses import split_clauses
from bot.domain.firm import FirmProfile
from bot.domain.folding import fold
from bot.domain.masking import FirmLines, Mask
from tests.domain.masked_posts import WITH_CLIENT_DATA
from tests.shipped_desk import ROOT

FIRM = FirmProfile.model_validate(
    yaml.safe_load((Path(__file__).parents[2] / "policies/firm.yml").read_text(encoding="utf-8"))
)
CLAUSE = "[PMS-9] Projets: on ne parle pas du Projet Estuaire; la ligne 1 800 555-0100 reste publique."


def _masks() -> tuple[Mask, Mask]:
    return Mask(FIRM), Mask(FIRM, (), FirmLines(FIRM))


def test_a_confidential_term_inside_a_clause_is_hidden_in_every_review() -> None:
    lines = FirmLines(FIRM)
    for _ in range(2):
        mask = Mask(FIRM, (), lines)
        hidden = mask.hide_lines(f"(none)\n{CLAUSE}")

        assert "Estuaire" not in hidden
        assert mask.restore(hidden) == f"(none)\n{CLAUSE}"


@pytest.mark.parametrize(
    "identifier", ["046 454 286", "josee.pinsonnault@courriel.example", "4539 1488 0343 6467"]
)
def test_an_identifier_inside_a_clause_is_hidden_in_every_review(identifier: str) -> None:
    lines = FirmLines(FIRM)
    for _ in range(2):
        assert identifier not in Mask(FIRM, (), lines).hide_lines(
            f"[CE-2] Exemple: {identifier}.\n[CE-3] Non."
        )


def test_who_is_a_client_in_the_draft_is_hidden_in_a_clause_that_was_read_before() -> None:
    lines, clause = FirmLines(FIRM), "[CE-1] Merci à Pinsonnault pour sa relecture."
    assert Mask(FIRM, (), lines).hide_lines(clause) == clause

    mask = Mask(FIRM, (), lines)
    mask.hide("Ma cliente Josée Pinsonnault est ravie.")

    assert "Pinsonnault" not in mask.hide_lines(clause)
    assert Mask(FIRM, (), lines).hide_lines(clause) == clause


def test_the_shipped_clauses_are_masked_as_any_text_is() -> None:
    clauses = [
        f"[{clause.key}] {clause.title}: {' '.join(clause.text.split())}"
        for source in PolicyFolder(ROOT / "policies").documents()
        for clause in split_clauses(source.document)
    ]
    for post, _ in WITH_CLIENT_DATA[:3]:
        any_text, lines = _masks()
        any_text.hide(post)
        lines.hide(post)

        assert lines.hide_lines("\n".join(clauses)) == any_text.hide("\n".join(clauses))


def test_a_line_is_looked_through_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    monkeypatch.setattr(masking, "fold", lambda text: (read.append(text), fold(text))[1])
    lines = FirmLines(FIRM)

    for _ in range(3):
        Mask(FIRM, (), lines).hide_lines(f"{CLAUSE}\n{CLAUSE}")

    assert read == [CLAUSE]


def test_what_is_remembered_of_lines_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(masking, "_LINES", 10)
    lines = FirmLines(FIRM)
    text = "\n".join(f"Clause {number}." for number in range(200))

    assert Mask(FIRM, (), lines).hide_lines(text) == text
    assert len(lines._sighted) <= 10
