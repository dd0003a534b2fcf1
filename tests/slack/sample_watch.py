"""Views and forms about incidents, samples, postings and disagreements, to draw in each of their states."""

from datetime import UTC, datetime
from typing import Any

from bot.domain.draft import Draft, Language
from bot.domain.findings import Severity
from bot.domain.matters import Matter
from bot.usecases.form_views import (
    DisagreementForm,
    DrawForm,
    FormView,
    HandlingForm,
    OutcomeForm,
    PostingForm,
    ReadingForm,
    SettleForm,
    TextRead,
)
from bot.usecases.matter_views import (
    DisagreementKept,
    DisagreementNews,
    DisagreementSettled,
    IncidentAlert,
    PostingKept,
    SampleDrawn,
    Step,
)
from bot.usecases.views import View
from tests.slack.sample_reviews import CARD, a_finding, a_review, shipped

AT = datetime(2026, 11, 22, 14, 5, tzinfo=UTC)
LATER = datetime(2026, 11, 22, 15, 40, tzinfo=UTC)
AUTHOR = "Amélie Tremblay"
DRAFT: dict[Language, str] = {
    "fr": "Avant d'ouvrir un compte, écrivez à quoi servira l'argent.\n\nDix minutes suffisent.",
    "en": "Before you open an account, write down what the money is for.\n\nTen minutes will do.",
}
WHY: dict[Language, str] = {"fr": "C'est une citation de la loi.", "en": "It quotes the law."}
DONE: dict[Language, str] = {
    "fr": "Message supprimé, cliente prévenue.", "en": "Message deleted, the client was told.",
}  # fmt: skip
QUOTE: dict[Language, str] = {"fr": "rendement garanti", "en": "guaranteed return"}


def a_matter(**more: Any) -> Matter:
    """A matter about a draft of Amélie's."""
    known = {
        "id": "I0123456789", "kind": "incident", "team": "T1", "author": "UAMELIE", "card": CARD,
        "review": f"{CARD}.0.0", "state": "open", "opened_at": AT, "opened_by": "UAMELIE", "language": "fr",
    }  # fmt: skip
    return Matter(**(known | more))


def titles(language: Language, *rules: str) -> tuple[str, ...]:
    """Of rules of the shipped pack."""
    known = {each.id: each.title.in_language(language) for each in shipped()[0].rules}
    return tuple(known[each] for each in rules)


def watch_messages(language: Language) -> dict[str, View]:
    """Every message, by the name of its golden file."""
    found = titles(language, "client-identifiable", "internal-confidential")
    handled = a_matter(state="handled", closed_by="UNADIA", closed_at=LATER)
    closing = (Step("open", AT, AUTHOR), Step("handled", LATER, "Nadia Benali", DONE[language]))
    [title] = titles(language, "guaranteed-return")
    disagreement = a_matter(id="W1", kind="disagreement", rules=("guaranteed-return",))
    agreed, kept = (a_matter(id="W1", kind="disagreement", state=each) for each in ("agreed", "kept"))
    postings = {
        state: PostingKept(a_matter(id="P1", kind="posting", state=state))
        for state in ("as-approved", "as-reviewed")
    }
    differs = a_matter(id="P1", kind="posting", state="differs")
    return {
        "incident": IncidentAlert(a_matter(), AUTHOR, found, (Step("open", AT, AUTHOR),)),
        "incident-posted": IncidentAlert(a_matter(text_of="own"), AUTHOR, found[:1]),
        "incident-handled": IncidentAlert(handled, AUTHOR, found, closing),
        "sample": SampleDrawn(12, 120, 30),
        "sample-none": SampleDrawn(0, 0, 7),
        **{f"posting-{state}": view for state, view in postings.items()},
        **{
            f"posting-differs-{verdict or 'unread'}": PostingKept(differs, verdict)
            for verdict in ("ok", "approval", "revise", "block", None)
        },
        "disagreement": DisagreementKept(title),
        "disagreement-news": DisagreementNews(disagreement, title),
        "disagreement-agreed": DisagreementSettled(agreed, title, "Élise Gagnon", WHY[language]),
        "disagreement-stands": DisagreementSettled(kept, title, "Élise Gagnon"),
    }


def watch_forms(language: Language) -> dict[str, FormView]:
    """Every form and page, by the name of its golden file."""
    policies = shipped()[0]
    small = policies.rules[:3]
    rules = ("guaranteed-return", "urgency-fomo")
    found = tuple(zip(rules, titles(language, *rules), strict=True))
    review = a_review(draft=Draft(DRAFT[language], "x", attachments=("image",)), not_reviewed=("image",))
    suggested = a_review([a_finding(small[0].id, severity=Severity.SUGGESTION)], draft=Draft(DRAFT[language]))
    few = type(policies)(
        policies.library, policies.rules_version, policies.embedder, policies.firm, small, policies.topics
    )
    sample = a_matter(id="S1", kind="sample", rules=())
    contested = a_matter(id="W1", kind="disagreement")
    [title] = titles(language, "guaranteed-return")
    return {
        "posting": PostingForm(CARD, DRAFT[language], "2026-11-22"),
        "posting-long": PostingForm(CARD, DRAFT[language] * 60, "2026-11-22"),
        "disagreement": DisagreementForm(CARD, found),
        "reading": ReadingForm(a_matter()),
        "text": TextRead(a_matter(), DRAFT[language], AUTHOR, titles(language, "client-identifiable")),
        "handling": HandlingForm(a_matter()),
        "draw": DrawForm(((7, 1), (30, 120), (90, 0))),
        "outcome": OutcomeForm(sample, review, few, AUTHOR),
        "outcome-suggested": OutcomeForm(sample, suggested, few, AUTHOR),
        "settle": SettleForm(contested, title, WHY[language], QUOTE[language]),
        "settle-erased": SettleForm(contested, title),
    }
