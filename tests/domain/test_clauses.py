"""Documents become numbered clauses whose ids survive edits."""

from datetime import date

import pytest

from bot.domain.clauses import Clause, PolicyDocument, clauses_fingerprint, split_clauses, text_fingerprint


def _split(body: str) -> list[Clause]:
    return split_clauses(PolicyDocument("PMS", "Politique", 1, "Conformité", date(2026, 1, 15), "fr", body))


def test_a_heading_with_text_is_a_clause() -> None:
    clauses = _split("# Politique\n\nPréambule.\n\n## PMS-1 Objet\n\n### PMS-1.1 Utilité\n\nÊtre utile.\n")

    assert clauses == [Clause("PMS", "fr", "PMS-1.1", "Utilité", "Être utile.", 1)]
    assert clauses[0].searchable == "Utilité. Être utile."
    assert clauses[0].reference == "PMS/fr/PMS-1.1"


@pytest.mark.parametrize(
    ("heading", "key", "title"),
    [
        ("PMS-5.2 Rendement", "PMS-5.2", "Rendement"),
        ("R3 Rates: what we say", "R3", "Rates: what we say"),
        ("3.2 Ne pas presser", "3.2", "Ne pas presser"),
        ("3.2.1. Ne pas presser", "3.2.1", "Ne pas presser"),
        ("4. Honesty", "4", "Honesty"),
        ("4) Honesty", "4", "Honesty"),
        ("Article 7. Pas de démarchage", "Article 7", "Pas de démarchage"),
        ("Art. 7 — Pas de démarchage", "Art. 7", "Pas de démarchage"),
        ("Section 2.1: Claims", "Section 2.1", "Claims"),
        ("§ 4 Versprechen", "§ 4", "Versprechen"),
    ],
)
def test_the_firm_s_own_numbering_is_kept(heading: str, key: str, title: str) -> None:
    [clause] = _split(f"## {heading}\nTexte.\n")

    assert (clause.key, clause.title) == (key, title)


@pytest.mark.parametrize("title", ["3 questions à se poser", "2026 en revue", "Objet"])
def test_a_heading_without_a_number_gets_one_from_its_place(title: str) -> None:
    clauses = _split(f"## PMS-1 Objet\nA.\n\n## {title}\nB.\n")

    assert (clauses[1].key, clauses[1].title) == ("PMS-s2", title)


def test_a_clause_ends_where_the_next_heading_begins() -> None:
    clauses = _split("## PMS-1 Un\nA.\n\n- b\n- c\n\n#### PMS-1.1 Deux\r\nD.\r\n")

    assert [(each.key, each.text) for each in clauses] == [("PMS-1", "A.\n\n- b\n- c"), ("PMS-1.1", "D.")]


def test_a_fingerprint_is_of_what_is_searched() -> None:
    first, second = _split("## PMS-1 Un\nA.\n\n## PMS-2 Un\nA.\n")

    assert first.fingerprint == second.fingerprint == text_fingerprint("Un. A.")
    assert text_fingerprint("\ud800") != text_fingerprint("?")


def test_a_library_is_named_by_its_clauses_in_any_order() -> None:
    clauses = _split("## PMS-1 Un\nA.\n\n## PMS-2 Deux\nB.\n")
    changed = _split("## PMS-1 Un\nA!\n\n## PMS-2 Deux\nB.\n")
    renamed = _split("## PMS-1 Un\nA.\n\n## PMS-3 Deux\nB.\n")

    name = clauses_fingerprint(clauses)
    assert name == clauses_fingerprint(reversed(clauses))
    assert len({name, clauses_fingerprint(changed), clauses_fingerprint(renamed)}) == 3
