"""A review with a language model: what it sees beside the rules, and its rewrite, once both are verified.

The rules' review comes first and stands. What a model adds is verified before anyone sees it; where it does
not answer, answers in the wrong shape or lies, the review is what the rules made it (promises 1, 3, 4, 5).
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice

from bot.domain.briefing import (
    LANGUAGES,
    clauses_text,
    context_text,
    findings_text,
    problems_text,
    room_for,
    rules_text,
)
from bot.domain.clause_labels import label_clauses
from bot.domain.draft import Draft, Language
from bot.domain.findings import Citation, verdict_of
from bot.domain.judging import Verified, verify_judgement
from bot.domain.languages import main_language
from bot.domain.model_answers import Judgement, Rewriting
from bot.domain.model_part import WhyNot
from bot.domain.model_rewriting import model_rewrite
from bot.domain.posts import Post, lay_out
from bot.domain.prompts import fence_of
from bot.domain.review import Review
from bot.domain.rewrite_checks import explain_faults
from bot.domain.rewriting import Rewrite, is_confidential, rewrite_draft
from bot.usecases.ask_model import Asking, AskingModel, ModelPorts, Told, mask_for, told_nobody
from bot.usecases.model_port import NoAnswer
from bot.usecases.review import Desk

_REPAIRS = 2
"""Rounds in which a model may mend a rewrite that did not pass."""
_SUSPECTED, _FOUND, MOST_CLAUSES = 5, 6, 14
"""Rules that come nearest to speaking, clauses a search may add, and clauses in all that a prompt carries."""


@dataclass(frozen=True, slots=True)
class Reviewer:
    """A desk, and the language model to ask at it, if any."""

    desk: Desk
    ports: ModelPorts | None = None

    def review(
        self,
        draft: Draft,
        spoken: Language | None = None,
        turn: int = 0,
        *,
        person: str = "",
        review: str = "",
        told: Told = told_nobody,
        rewriter: "Rewriter | None" = None,
    ) -> Review:
        """The review, with the model where there is one. Nothing is stored but what the model took.

        `rewriter` is asked of a model only (`review_with_model`).
        """
        if self.ports is None:
            return self.desk.review(draft, spoken, turn)
        asking = AskingModel(self.ports, mask_for(draft, self.desk), person, review, told)
        return review_with_model(draft, self.desk, asking, spoken, turn, rewriter)


@dataclass
class Work:
    """One review under way: what the rules said, and what the model is given."""

    floor: Review
    desk: Desk
    asking: Asking
    turn: int
    post: Post
    clauses: tuple[Citation, ...] = ()
    dropped: Counter[str] = field(default_factory=Counter)


Rewriter = Callable[[Review, Work], tuple[Rewrite | None, WhyNot | None]]
"""Gives the text to post instead, verified, if there is one; and why the model gave none, if it did not."""


def review_with_model(
    draft: Draft,
    desk: Desk,
    asking: Asking,
    spoken: Language | None = None,
    turn: int = 0,
    rewriter: Rewriter | None = None,
) -> Review:
    """The rules' review with what the model adds, verified; never a lower verdict than the rules'.

    `rewriter` writes another text than the one that any review offers.
    """
    floor = desk.review(draft, spoken, turn)
    work = Work(floor, desk, asking, turn, lay_out(floor.draft))
    work.clauses = _retrieved(work)
    try:
        judged = _judge(work)
    except NoAnswer as none:
        part = replace(asking.part(), left_out="judgement", why=none.why, clauses=work.clauses)
        return replace(floor, model=part)
    work.dropped.update(judged.dropped)
    review = replace(
        floor, findings=judged.findings, verdict=verdict_of(judged.findings), engine="rules+model"
    )
    rewrite, why = (rewriter or _rewrite)(review, work)
    part = replace(
        asking.part(),
        dropped=dict(work.dropped),
        left_out="rewriting" if why else None,
        why=why,
        clauses=work.clauses,
    )
    return replace(review, rewrite=rewrite or _edited(review, work), model=part)


def _retrieved(work: Work) -> tuple[Citation, ...]:
    """The clauses of what was found, of the rules that come nearest to speaking, and nearest to the draft."""
    floor, desk = work.floor, work.desk
    found = [each for finding in floor.findings for each in finding.citations]
    suspected = [
        each
        for rule in desk.suspects(work.post, _SUSPECTED)
        for each in desk.policies.citations(rule, floor.spoken)
    ]
    near = work.asking.clauses_near(floor.draft.text, floor.spoken, _FOUND)
    return tuple(islice(dict.fromkeys((*found, *suspected, *near)), MOST_CLAUSES))


def _judge(work: Work) -> Verified:
    floor, desk = work.floor, work.desk
    labelled = label_clauses(work.clauses)
    judgement = work.asking.ask(
        "judge",
        Judgement,
        {
            "rules": rules_text(desk.policies.rules),
            "clauses": clauses_text(labelled),
            "findings": findings_text(floor.findings),
            "context": context_text(floor),
            "language": LANGUAGES[floor.spoken],
            "fence": fence_of(floor.draft.text),
            "draft": floor.draft.text,
        },
    )
    return verify_judgement(judgement, work.post, floor.findings, labelled, desk.pack, floor.spoken)


def _rewrite(review: Review, work: Work) -> tuple[Rewrite | None, WhyNot | None]:
    """The model's rewrite if one passes, mended twice at most; and why the model gave none, if it did not."""
    if not wants_rewrite(review, work.desk):
        return None, None
    written = main_language(review.language, work.post.folded.plain)
    try:
        answer = work.asking.ask(
            "rewrite",
            Rewriting,
            {
                "problems": problems_text(
                    review.findings, {each.id: each for each in work.desk.policies.rules}
                ),
                "clauses": clauses_text(label_clauses(work.clauses)),
                "context": context_text(review, work.turn),
                "language": LANGUAGES[written],
                "limit": room_for(review),
                "affiliation": work.desk.policies.firm.affiliation.in_language(written),
                "fence": fence_of(review.draft.text),
                "draft": review.draft.text,
            },
        )
        check = partial(_checked, review, work)
        return mended(answer.text, check, review, work, written, room_for(review)), None
    except NoAnswer as none:
        return None, none.why


def _checked(review: Review, work: Work, text: str) -> tuple[Rewrite | None, str]:
    desk, written = work.desk, main_language(review.language, work.post.folded.plain)
    rewrite = model_rewrite(
        text, review.draft, review.findings, desk.pack, written, desk.sense, unknown=work.asking.unknown
    )
    return (rewrite, "") if isinstance(rewrite, Rewrite) else (None, explain_faults(rewrite))


Check = Callable[[str], tuple[Rewrite | None, str]]
"""The text as a rewrite if it passes, else every reason why it does not, in English."""


def mended(
    text: str, check: Check, review: Review, work: Work, language: Language, limit: str
) -> Rewrite | None:
    """The model's text once it passes; what is wrong with it is told to the model, twice at most.

    Raises `NoAnswer`.
    """
    for _ in range(_REPAIRS):
        rewrite, faults = check(text)
        if rewrite:
            return rewrite
        work.dropped["rewrite"] += 1
        values = {
            "faults": faults,
            "language": LANGUAGES[language],
            "limit": limit,
            # The model has seen the draft's mark, and may have written it.
            "fence": fence_of(review.draft.text, text),
            "draft": review.draft.text,
            "rewrite": text,
        }
        text = work.asking.ask("rewrite-again", Rewriting, values).text
    rewrite, _ = check(text)
    work.dropped["rewrite"] += rewrite is None
    return rewrite


def wants_rewrite(review: Review, desk: Desk) -> bool:
    """Whether another text is called for: something to correct, and nothing confidential in it."""
    return review.verdict in ("revise", "block") and not is_confidential(
        (each.rule for each in review.findings), desk.pack
    )


def _edited(review: Review, work: Work) -> Rewrite | None:
    """The edit-based rewrite: the rules' own where the model found nothing more."""
    if review.findings == work.floor.findings:
        return work.floor.rewrite
    written = main_language(review.language, work.post.folded.plain)
    return rewrite_draft(work.post, review.findings, work.desk.pack, written, work.turn, work.desk.sense)
