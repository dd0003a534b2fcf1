"""Views of a policy library to draw: in each of its states, and of any size."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from bot.domain.clause_changes import compare_clauses
from bot.domain.clauses import Clause
from bot.domain.coverage import Coverage, OneLanguage, Twins
from bot.domain.draft import Language
from bot.domain.findings import Severity
from bot.domain.impact import (
    ChangedCase,
    CitationChange,
    CitedClause,
    Impact,
    VerdictChange,
)
from bot.domain.impact import RuleChange as FoundOtherwise
from bot.domain.pack_changes import RuleChange
from bot.domain.severity_changes import SeverityChange
from bot.domain.versions import RULES, VersionRef
from bot.usecases.compare_versions import Compared
from bot.usecases.library_life import Done
from bot.usecases.library_ports import PackVersion, PolicyAct
from bot.usecases.policy_views import (
    CasesUnreadable,
    ChooseFile,
    GoingBack,
    NoSuchPolicy,
    PolicyAtWork,
    PolicyChanges,
    PolicyClauses,
    PolicyCoverage,
    PolicyFound,
    PolicyHistory,
    PolicyImpact,
    PolicyList,
    PolicyNews,
    PolicyPublished,
)
from bot.usecases.ports import DocumentVersion
from bot.usecases.views import View
from tests.slack.sample_reviews import a_clause

AT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
BAD = "<!channel> *a* <https://example.com|b> @here"
BY = "Élise Gagnon (U0ELISE001)"
ACT = PolicyAct(7, AT, BY, "published", library="5-9f2c1ab0", before="4-77aa01bc")
SEVERITY = SeverityChange(
    rule="urgency-fomo",
    severity="approval",
    reason="Campagne REER",
    owner="Conformité",
    until=date(2027, 3, 1),
)
_NO_SUCH: Sequence[tuple[Any, str, tuple[str, ...]]] = (
    ("which", "", ("PMS/fr@4", "CE/fr@2")),
    ("words", "", ()),
    ("languages", "PMS", ("PMS/en", "PMS/fr")),
    ("number", "PMS/fr@9", ("PMS/fr@4", "PMS/fr@3")),
    ("no-draft", "", ()),
)


def version_of(number: int) -> VersionRef:
    """A version of the French document PMS."""
    return VersionRef("PMS", "fr", number)


def clause(key: str, text: str, position: int = 0, title: str = "Promesses", number: str = "") -> Clause:
    """A clause of that document."""
    return Clause("PMS", "fr", key, title, text, position, number)


def changes(was: str, now: str, number: int = 1, title: str = "Politique médias sociaux") -> Compared:
    """The same change of so many clauses; with "" before, they are new and so is the document."""
    before = [clause(f"PMS-{place}", was, place) for place in range(number)] if was else []
    after = [clause(f"PMS-{place}", now, place) for place in range(number)]
    in_force = version_of(3) if was else None
    return Compared(version_of(4), in_force, title, "draft", compare_clauses(before, after))


def every_change() -> Compared:
    """One clause changed in each way there is."""
    before = [
        clause("PMS-1", "Aucun rendement n'est jamais promis, ni par écrit ni de vive voix.", 0),
        clause("PMS-2", "Le personnel garde le silence sur les clients.", 1, "Clients"),
        clause("PMS-3", "Le bureau ouvre à neuf heures.", 2, "Horaires"),
        clause("PMS-4", "On cite ses sources.", 3, "Sources"),
    ]
    after = [
        clause("PMS-4", "On cite ses sources.", 0, "Sources", "PMS-1"),
        clause("PMS-1", "Aucun rendement n'est jamais promis ni suggéré, ni par écrit ni de vive voix.", 1),
        clause("PMS-2", "Le personnel garde le silence sur les clients.", 2, "Clientèle"),
        clause("PMS-5", "Une publicité porte la mention de la firme.", 3, "Mention"),
    ]
    lost = (("no-promise", "PMS-3"),)
    changed = compare_clauses(before, after)
    return Compared(
        version_of(4), version_of(3), "Politique médias sociaux", "draft", changed, lost_pins=lost
    )


def rule_changes() -> Compared:
    """A rule pack that changes a little of everything."""
    found = (
        RuleChange("rule-added", "crypto-promotion"),
        RuleChange("rule-changed", "guaranteed-return", ("severity", "words"), "revise", "block"),
        RuleChange("rule-removed", "emoji-excess"),
        RuleChange("severity-set", "urgency-fomo", (), "revise", "approval", SEVERITY),
        RuleChange("topic-changed", "budget", ("title",)),
        RuleChange("firm-changed", parts=("products",)),
    )
    return Compared(VersionRef(RULES, None, 7), VersionRef(RULES, None, 6), "", "draft", rules=found)


def an_impact() -> Impact:
    """Golden cases and drafts that are judged otherwise."""
    cited = CitationChange(
        "no-promise", (CitedClause("Politique", "PMS-1"),), (CitedClause("Politique", "PMS-2"),)
    )
    golden = ChangedCase(
        "fr-07", "golden", "linkedin", "ok", "revise",
        (FoundOtherwise("crypto-promotion", None, Severity.REVISE),), (cited,), "revise", None,
        "Achetez du bitcoin avant vendredi!",
    )  # fmt: skip
    draft = ChangedCase(
        "a1b2c3.0.0", "draft", "x", "revise", "ok",
        (FoundOtherwise("emoji-excess", Severity.REVISE, None),), (), "", date(2026, 11, 12), None,
    )  # fmt: skip
    verdicts = (VerdictChange("ok", "revise", 1), VerdictChange("revise", "ok", 1))
    return Impact(60, 200, verdicts, 1, 3, 2, 4, False, (golden, draft))


def _document(number: int, state: str, language: Language = "fr") -> DocumentVersion:
    return DocumentVersion(
        "PMS", language, number, "Politique médias sociaux", "Conformité", "2026-01-15", state, "", 42, AT, BY
    )


def _coverage() -> Coverage:
    one, two = clause("PMS-1", "Rien n'est promis."), clause("PMS-2", "Rien n'est jamais promis.")
    return Coverage(
        ("crypto-promotion",),
        (clause("PMS-3", "Le bureau ouvre à neuf heures."),),
        (Twins(one, two, 0.97),),
        (OneLanguage("CE", "fr"), OneLanguage("PMS", "fr", (one,))),
    )


def policy_states(language: Language) -> dict[str, View]:
    """Every state of the library, by the name of its golden file."""
    documents = (_document(3, "published"), _document(4, "draft"), _document(3, "published", "en"))
    packs = (PackVersion(6, "published", "", 45, AT, BY),)
    moved = ((version_of(4), version_of(3)), (VersionRef("CE", "fr", 1), None))
    shown = (
        clause("PMS-1", "Aucun rendement n'est jamais promis."),
        clause("PMS-2", "On cite.", 1, "Sources"),
    )
    refused = PolicyAct(8, AT, "James Whitaker (U0JAMES001)", "refused", version_of(4), detail="publish")
    return {
        "list": PolicyList("5-9f2c1ab0", documents, packs),
        "clauses": PolicyClauses("Politique médias sociaux · PMS/fr@3", shown),
        "clauses-of-a-draft": PolicyClauses("Politique médias sociaux · PMS/fr@4", shown[:1], "draft"),
        "found": PolicyFound((a_clause("Rien n'est promis.", language=language),)),
        "no-such": NoSuchPolicy("PSM", ("PMS/fr", "PMS/en", "CE/fr")),
        **{f"no-such-{why}": NoSuchPolicy(name, choices, why) for why, name, choices in _NO_SUCH},
        "choose-file": ChooseFile(),
        "reading": PolicyAtWork("reading"),
        "previewing": PolicyAtWork("reviewing", 12, 260, "T1:press"),
        "changes": PolicyChanges(every_change()),
        "changes-known": PolicyChanges(every_change(), known=True),
        "changes-published": PolicyChanges(every_change(), "published"),
        "changes-in-force": PolicyChanges(every_change(), "in-force"),
        "changes-overtaken": PolicyChanges(every_change(), "overtaken"),
        "changes-put-away": PolicyChanges(every_change(), "put-away"),
        "changes-first": PolicyChanges(changes("", "Rien n'est promis.")),
        "changes-none": PolicyChanges(changes("Rien.", "Rien.")),
        "changes-rules": PolicyChanges(rule_changes()),
        "impact": PolicyImpact(version_of(4), an_impact(), {"crypto-promotion": "Cryptoactifs"}),
        "cases-unreadable": CasesUnreadable("fr.jsonl", 12),
        "impact-none": PolicyImpact(version_of(4), Impact(60, 200, (), 0, 0, 0, 0, False, ())),
        "impact-stopped": PolicyImpact(version_of(4), Impact(12, 0, (), 0, 0, 0, 0, True, ())),
        "published": PolicyPublished(
            version_of(4),
            "Politique",
            "5-9f2c1ab0",
            "4-77aa01bc",
            {"x": "Promesse"},
            (("no-promise", "PMS-3"),),
        ),
        "published-first": PolicyPublished(version_of(1), "Politique", "1-77aa01bc", ""),
        "going-back": GoingBack("4-77aa01bc", "5-9f2c1ab0", moved),
        "gone-back": GoingBack("4-77aa01bc", "5-9f2c1ab0", moved, done=True),
        "history": PolicyHistory((Done(refused), Done(ACT, ((version_of(3), version_of(4)),)))),
        "history-none": PolicyHistory(()),
        "coverage": PolicyCoverage(_coverage(), {"crypto-promotion": "Crypto"}),
        "coverage-full": PolicyCoverage(Coverage(), {}),
        "news": PolicyNews(ACT, (every_change(), rule_changes()), (VersionRef("CE", "fr", 1),)),
        "news-first": PolicyNews(
            PolicyAct(1, AT, BY, "published", library="1-77aa01bc"), (changes("", "Rien n'est promis."),)
        ),
        "news-back": PolicyNews(
            PolicyAct(9, AT, BY, "rolled-back", library="4-77aa01bc", before="5-9f2c1ab0"), (every_change(),)
        ),
    }
