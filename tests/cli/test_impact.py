"""An impact preview in a terminal: counts, then each case, in both languages; and as JSON."""

import json
from datetime import date

import pytest

from bot.cli.impact import impact_json, impact_lines
from bot.domain.draft import Language
from bot.domain.findings import Severity
from bot.domain.impact import ChangedCase, CitationChange, CitedClause, Impact, RuleChange, impact_of

OLD, NEW = CitedClause("Politique", "5.2"), CitedClause("Politique", "5.3")
GOLDEN = ChangedCase(
    "fr-1",
    "golden",
    "linkedin",
    "ok",
    "revise",
    (RuleChange("guaranteed-return", None, Severity.REVISE),),
    right="revise",
    text="Rendement\ngaranti\x1b[31m!",
)
DRAFT = ChangedCase(
    "r1",
    "draft",
    "x",
    "revise",
    "revise",
    (RuleChange("call", Severity.BLOCK, None), RuleChange("bait", Severity.REVISE, Severity.SUGGESTION)),
    (
        CitationChange("promise", (OLD,), (NEW,)),
        CitationChange("rate", (OLD,), (OLD,)),
        CitationChange("risk", (), (NEW,)),
    ),
    day=date(2026, 11, 16),
)
IMPACT = impact_of([GOLDEN, DRAFT], left_out=1)

FRENCH = """\
Essayés sous les deux versions: 1 cas de référence, 1 brouillon archivé.
1 texte n'a pas pu être lu et n'est pas compté.
Cas de référence sans le bon verdict: 1 avant, 0 après.
1 verdict change:
  rien relevé → à revoir  1
1 texte garde son verdict, avec d'autres constats.
1 texte voit changer une clause citée.

Cas fr-1 (linkedin): rien relevé → à revoir
  « Rendement garanti\ufffd[31m! »
  C'est maintenant le bon verdict.
  + guaranteed-return (à corriger)

Revue r1 (x, 2026-11-16): à revoir, comme avant
  − call (bloquant)
  ~ bait: à corriger → suggestion
  § promise: 5.2 (Politique) → 5.3 (Politique)
  § rate: 5.2 (Politique), dont le texte change
  § risk: aucune clause → 5.3 (Politique)"""

ENGLISH = """\
Tried under both versions: 1 golden case, 1 archived draft.
1 text could not be read and is not counted.
Golden cases without the right verdict: 1 before, 0 after.
1 verdict changes:
  nothing found → revise  1
1 text keeps its verdict, with other findings.
1 text has a cited clause change.

Case fr-1 (linkedin): nothing found → revise
  “Rendement garanti\ufffd[31m!”
  This is now the right verdict.
  + guaranteed-return (to correct)

Review r1 (x, 2026-11-16): revise, as before
  − call (blocking)
  ~ bait: to correct → suggestion
  § promise: 5.2 (Politique) → 5.3 (Politique)
  § rate: 5.2 (Politique), whose text changes
  § risk: no clause → 5.3 (Politique)"""


@pytest.mark.parametrize(("language", "expected"), [("fr", FRENCH), ("en", ENGLISH)])
def test_a_person_reads_the_counts_then_every_post_that_changes(language: Language, expected: str) -> None:
    assert "\n".join(impact_lines(IMPACT, language)).splitlines() == expected.splitlines()


def _said(impact: Impact) -> str:
    return "\n".join(impact_lines(impact, "en"))


def test_where_nothing_changes_it_says_so() -> None:
    same = ChangedCase("fr-1", "golden", "x", "ok", "ok")

    assert "Nothing changes" in _said(impact_of([same]))


def test_where_nothing_was_tried_it_does_not_say_that_nothing_changes() -> None:
    assert "Nothing was tried" in _said(impact_of([]))
    assert "Nothing changes" not in _said(impact_of([]))


def test_a_preview_that_was_stopped_says_so() -> None:
    assert "Stopped" in _said(impact_of([GOLDEN], cancelled=True))
    assert "Nothing" not in _said(impact_of([], cancelled=True))


@pytest.mark.parametrize(
    ("right", "said"),
    [("ok", "The verdict before was the right one."), ("block", "The right verdict is “do not publish”.")],
)
def test_a_golden_case_that_is_wrong_after_says_so(right: str, said: str) -> None:
    case = ChangedCase("fr-1", "golden", "x", "ok", "revise", right=right)

    assert said in _said(impact_of([case]))


def test_the_numbers_of_a_table_stand_below_each_other() -> None:
    cases = [ChangedCase(str(n), "golden", "x", "ok", "block") for n in range(12)]
    cases.append(ChangedCase("a", "golden", "x", "approval", "revise"))

    lines = _said(impact_of(cases)).splitlines()

    table = [line for line in lines if line.startswith("  ") and "→" in line]
    assert len(table) == 2
    assert len({len(line) for line in table}) == 1
    assert len({line.index("→") for line in table}) == 1


def test_a_long_case_is_cut() -> None:
    case = ChangedCase("1", "golden", "x", "ok", "block", text="mot " * 1_000)

    assert max(map(len, impact_lines(impact_of([case]), "fr"))) < 200


def test_the_json_says_the_same_and_can_be_written() -> None:
    read = json.loads(json.dumps(impact_json(IMPACT)))

    assert (read["cases"], read["drafts"], read["left_out"], read["cancelled"]) == (1, 1, 1, False)
    assert read["verdicts"] == [{"was": "ok", "now": "revise", "count": 1}]
    golden, draft = read["changed"]
    assert (golden["text"], golden["right"], golden["day"]) == (GOLDEN.text, "revise", None)
    assert (draft["text"], draft["right"], draft["day"]) == (None, None, "2026-11-16")
    assert draft["rules"][0] == {"rule": "call", "was": "block", "now": None}
    assert draft["citations"][0] == {
        "rule": "promise",
        "was": [{"document": "Politique", "clause": "5.2"}],
        "now": [{"document": "Politique", "clause": "5.3"}],
    }
