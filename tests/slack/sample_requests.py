"""Requests to draw: as officers, and as their authors, see them in each state."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from bot.domain.draft import Language
from bot.domain.matters import Matter, MatterState
from bot.usecases.form_views import AnswerForm, DecisionForm, FormView, RequestForm
from bot.usecases.matter_views import (
    NotDone,
    OfficersOnly,
    RequestCard,
    RequestDecided,
    RequestReminder,
    RequestSent,
    RequestVoid,
    Step,
)
from bot.usecases.views import View
from tests.domain.small_packs import FIRM
from tests.slack.sample_reviews import CARD, real_review, shipped

MONDAY = datetime(2026, 11, 16, 14, 30, tzinfo=UTC)
DUE = MONDAY + timedelta(days=3)
DRAFTS: dict[Language, str] = {
    "fr": "Le taux affiché d'une hypothèque n'est pas le vôtre. Demandez la formule de pénalité "
    "par écrit. Écrivez-moi en privé!",
    "en": "The posted rate of a mortgage is not yours. Ask for the penalty formula in writing. DM me!",
}
WORDS: dict[str, dict[Language, str]] = {
    "why": {
        "fr": "Le billet accompagne le webinaire de jeudi.",
        "en": "The post goes with Thursday's webinar.",
    },
    "question": {"fr": "Quelle est la source du taux?", "en": "What is the source of the rate?"},
    "answer": {"fr": "La page des taux du site.", "en": "The rates page of the site."},
    "reason": {
        "fr": "Le message privé est un canal non surveillé.",
        "en": "Direct messages are an unsupervised channel.",
    },
    "own": {
        "fr": "Le taux affiché n'est pas le vôtre. Demandez la formule de pénalité par écrit.",
        "en": "The posted rate is not yours. Ask for the penalty formula in writing.",
    },
}


def matter_of(language: Language, state: MatterState = "open", **more: Any) -> Matter:
    """A request about a draft in that language."""
    closed = state not in ("open", "asked")
    until = {"good_until": MONDAY + timedelta(days=31)} if state in ("approved", "changed") else {}
    whole: dict[str, Any] = {"text_of": "draft", "due": DUE, "revision": 2} | until | more
    if closed:
        whole |= {"closed_by": "UNADIA", "closed_at": MONDAY + timedelta(days=1)}
    return Matter(
        "R0123456789abcdef0123", "request", "T1", "UAMELIE", CARD, "c.0.0", state, MONDAY, "UAMELIE",
        language, **whole,
    )  # fmt: skip


def steps(language: Language, *states: str) -> tuple[Step, ...]:
    """What happened, an hour apart."""
    words = {"open": "why", "asked": "question", "answered": "answer"}
    by = {"open": "Amélie Tremblay", "answered": "Amélie Tremblay", "void": "Amélie Tremblay"}
    silent = ("taken", "handed-over", "void")
    return tuple(
        Step(
            state,
            MONDAY + timedelta(hours=hour),
            by.get(state, "Nadia Benali"),
            "" if state in silent else WORDS[words.get(state, "reason")][language],
        )
        for hour, state in enumerate(states)
    )


def card_of(matter: Matter, *states: str, **more: Any) -> RequestCard:
    """The request in the compliance channel, in its author's language."""
    language = matter.language
    whole: dict[str, Any] = {
        "text": DRAFTS[language],
        "review": real_review(DRAFTS[language], language),
    } | more
    return RequestCard(
        matter, "Amélie Tremblay", policies=shipped()[0], steps=steps(language, "open", *states), **whole
    )


@cache
def request_states(language: Language) -> dict[str, View]:
    """Every state of a request in the compliance channel, by name."""
    rewrite = real_review(DRAFTS[language], language).rewrite
    assert rewrite is not None
    own = WORDS["own"][language]
    return {
        "open": card_of(matter_of(language), before=(("approved", 3), ("changed", 1), ("rejected", 1))),
        "taken": card_of(matter_of(language, taken_by="UNADIA"), "taken", taken_by="Nadia Benali"),
        "asked": card_of(matter_of(language, "asked"), "asked"),
        "answered": card_of(matter_of(language, due=None), "asked", "answered"),
        "approved": card_of(matter_of(language, "approved"), "approved"),
        "changed": card_of(matter_of(language, "changed"), "changed", changed_to=own),
        "rejected": card_of(matter_of(language, "rejected"), "taken", "rejected"),
        "void": card_of(matter_of(language, "void"), "approved", "void"),
        "rewrite": card_of(matter_of(language, text_of="rewrite"), text=rewrite.text),
        "own": card_of(
            matter_of(language, text_of="own"), text=own, review=real_review(own, language),
            files=("taux.pdf", "page <!channel>.png"),
        ),
        "erased": card_of(matter_of(language, "rejected"), "rejected", text="", review=None),
        "handed-over": card_of(matter_of(language), "taken", "handed-over"),
    }  # fmt: skip


@cache
def told_states(language: Language) -> dict[str, View]:
    """What an author and officers are told beside that, by name."""
    waits, why = matter_of(language), WORDS["reason"][language]
    approved, changed = matter_of(language, "approved", text_of="rewrite"), matter_of(language, "changed")
    asked, question = matter_of(language, "asked"), WORDS["question"][language]
    by, author, own = "Nadia Benali", "Amélie Tremblay", WORDS["own"][language]
    return {
        "sent": RequestSent(waits),
        "sent-decided": RequestSent(approved),
        "sent-void": RequestSent(matter_of(language, "void")),
        "decided-approve": RequestDecided(approved, "approve", by, why),
        "decided-change": RequestDecided(changed, "change", by, why, own),
        "decided-reject": RequestDecided(matter_of(language, "rejected"), "reject", by, why),
        "decided-ask": RequestDecided(asked, "ask", by, question),
        "decided-ask-answered": RequestDecided(waits, "ask", by, question),
        "void-edited": RequestVoid(matter_of(language, "void"), was_approved=False),
        "void-approval": RequestVoid(matter_of(language, "void"), was_approved=True),
        "void-removed": RequestVoid(matter_of(language, "void"), was_approved=False, why="removed"),
        "void-removed-approval": RequestVoid(matter_of(language, "void"), was_approved=True, why="removed"),
        "void-withdrawn": RequestVoid(matter_of(language, "void"), was_approved=False, why="withdrawn"),
        "remind-due": RequestReminder(waits, author, "due"),
        "remind-waiting": RequestReminder(replace(waits, due=None), author, "waiting"),
        "remind-handed-over": RequestReminder(waits, author, "handed-over", by),
    }


def refusals() -> dict[str, View]:
    """Why nothing came of what somebody did, by name."""
    whys = ("void", "own", "gone", "expired", "not-asked", "changed", "no-channel", "decided")
    deeds = ("decide", "take", "read", "sample", "handle", "settle")
    return (
        {"decided-by": NotDone("decided", "Nadia Benali")}
        | {why: NotDone(why, ask=FIRM.ask if why in ("gone", "no-channel") else None) for why in whys}
        | {f"officers-only-{deed}": OfficersOnly(deed, FIRM.ask) for deed in deeds}
    )


@cache
def request_forms(language: Language) -> dict[str, FormView]:
    """Every form of a request, by name."""
    rewrite = real_review(DRAFTS[language], language).rewrite
    assert rewrite is not None
    matter, text = matter_of(language), DRAFTS[language]
    return {
        "request": RequestForm(CARD, text, rewrite.text, "revise"),
        "request-no-rewrite": RequestForm(CARD, text, "", "approval"),
        "decision-approve": DecisionForm(matter, "approve", text),
        "decision-change": DecisionForm(matter, "change", text, 45),
        "decision-reject": DecisionForm(matter, "reject", text),
        "decision-ask": DecisionForm(matter, "ask", text),
        "decision-too-long": DecisionForm(matter, "change", "a" * 3_001),
        "decision-not-whole": DecisionForm(matter, "approve", "🎉" * 9_000),
        "answer": AnswerForm(matter_of(language, "asked"), WORDS["question"][language]),
    }
