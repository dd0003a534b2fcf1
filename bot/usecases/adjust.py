"""Another text, as its author wishes in the thread of a review: reviewed like any, never in place of a rule.

A language model writes it where there is one; where there is none, or nothing of it passes, edits do what
they can. What is asked for never counts against a check: it comes on top of them (promises 1, 2, 4 and 6).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from bot.domain.briefing import LANGUAGES, clauses_text, context_text, findings_text
from bot.domain.clause_labels import label_clauses
from bot.domain.draft import Draft, Language
from bot.domain.explaining import Grounds
from bot.domain.findings import Citation
from bot.domain.model_answers import ThreadReply
from bot.domain.model_part import WhyNot
from bot.domain.model_rewriting import model_rewrite
from bot.domain.platforms import measure
from bot.domain.posts import lay_out
from bot.domain.prompts import fence_of
from bot.domain.review import Review
from bot.domain.rewrite_checks import explain_faults, faults_of_rewrite
from bot.domain.rewriting import Rewrite, by_shortening, is_confidential, shorter_rewrite
from bot.domain.shortening import leave_out
from bot.domain.statements import Stated, statements_that_hold
from bot.domain.verifying import facts_of
from bot.domain.wishes import Wish, facts_of_wish, language_wanted, room_wanted, unmet, with_parts
from bot.usecases.ask_model import Asking
from bot.usecases.model_port import NoAnswer
from bot.usecases.model_review import Work, mended, review_with_model
from bot.usecases.review import Desk


@dataclass
class Adjusted:
    """What came of a wish: another text, an explanation, or neither."""

    review: Review
    text: Rewrite | None = None
    """The text wished for; the rewrite of `review` then."""
    statements: tuple[Stated, ...] = ()
    no_answer: WhyNot | None = None
    """Why the model was not heard, where it was asked."""
    against: tuple[str, ...] = ()
    """The rules that what is to be kept would break."""


def adjust(
    draft: Draft,
    desk: Desk,
    wish: Wish,
    asking: Asking | None = None,
    spoken: Language | None = None,
    turn: int = 0,
) -> Adjusted:
    """The draft reviewed again, with another text as the author wishes. Nothing is stored."""
    if asking is None:
        review = desk.review(draft, spoken, turn)
        text = edited(wish, review, desk)
        against = () if text else _rules_against(wish, review, desk)
        return Adjusted(replace(review, rewrite=text or review.rewrite), text, against=against)
    writing = _Writing(wish)
    review = review_with_model(draft, desk, asking, spoken, turn, writing)
    no_answer = review.model.why if review.model else None
    if no_answer and not writing.asked:  # the model was not even heard about the draft
        text = edited(wish, review, desk)
        review = replace(review, rewrite=text or review.rewrite)
        return Adjusted(review, text, (), no_answer, () if text else _rules_against(wish, review, desk))
    against = () if writing.text else _rules_against(wish, review, desk)
    return Adjusted(review, writing.text, writing.statements, no_answer, against)


def write_nothing(review: Review, work: Work) -> tuple[Rewrite | None, WhyNot | None]:
    """The `Rewriter` of a review that nobody wants a text from: what if something were added."""
    return None, None


@dataclass
class _Writing:
    """The `Rewriter` that does as the author wishes; what else came of it is kept beside."""

    wish: Wish
    text: Rewrite | None = None
    statements: tuple[Stated, ...] = ()
    asked: bool = False

    def __call__(self, review: Review, work: Work) -> tuple[Rewrite | None, WhyNot | None]:
        self.asked, why = True, None
        try:
            if not is_confidential((each.rule for each in review.findings), work.desk.pack):
                self.text = self._written(review, work)
        except NoAnswer as none:
            why = none.why
        if self.text is None and not self.statements:
            self.text = edited(self.wish, review, work.desk)
        return self.text, why

    def _written(self, review: Review, work: Work) -> Rewrite | None:
        clauses = label_clauses(work.clauses)
        reply = ask_adjust(self.wish, review, work.asking, clauses, work.turn)
        if reply.kind == "rewrite":
            language = language_wanted(self.wish, review.draft)
            limit = str(room_wanted(self.wish, review.draft.platform))
            return mended(reply.text, partial(self._check, review, work), review, work, language, limit)
        if self.wish.wants == "other" and reply.kind == "explanation":
            self.statements = verified_statements(reply, self.wish, review, work.desk, clauses)
        work.dropped["statement"] += len(reply.statements) - len(self.statements)
        return None

    def _check(self, review: Review, work: Work, text: str) -> tuple[Rewrite | None, str]:
        return _checked(text, self.wish, review, work.desk, work.asking.unknown)


def _checked(
    text: str, wish: Wish, review: Review, desk: Desk, unknown: Sequence[str] = ()
) -> tuple[Rewrite | None, str]:
    """The text as a rewrite if it passes every check and is what was wished for; else what is wrong."""
    draft = review.draft
    known = facts_of_wish(wish, draft)
    wanted = language_wanted(wish, draft)
    rewrite = model_rewrite(
        text, draft, review.findings, desk.pack, wanted, desk.sense, *known, unknown=unknown
    )
    missed = [f"- {each}" for each in unmet(text, wish, draft)]
    if not isinstance(rewrite, Rewrite):
        return None, "\n".join([explain_faults(rewrite), *missed])
    return (None, "\n".join(missed)) if missed else (rewrite, "")


def ask_adjust(
    wish: Wish, review: Review, asking: Asking, clauses: Mapping[str, Citation], turn: int = 0
) -> ThreadReply:
    """What the model answers to what the author says, not verified. Raises `NoAnswer`."""
    draft = review.draft
    wanted = review.spoken if wish.wants == "why" else language_wanted(wish, draft)
    return asking.ask(
        "adjust",
        ThreadReply,
        {
            "findings": findings_text(review.findings),
            "clauses": clauses_text(clauses),
            "context": context_text(review, turn),
            "language": LANGUAGES[wanted],
            "limit": str(room_wanted(wish, draft.platform)),
            "fence": fence_of(draft.text, wish.shown, wish.said),
            "draft": draft.text,
            "rewrite": wish.shown,
            "said": wish.said,
        },
    )


def verified_statements(
    reply: ThreadReply, wish: Wish, review: Review, desk: Desk, clauses: Mapping[str, Citation]
) -> tuple[Stated, ...]:
    """The sentences of an answer that hold; none of an answer that the clauses do not cover."""
    if reply.kind != "explanation" or not clauses:
        return ()
    firm = facts_of(desk.policies.firm.texts)
    any_clause = next(iter(clauses.values()))
    grounds = Grounds(lay_out(review.draft), None, any_clause, firm, review.spoken)
    return statements_that_hold(reply.statements, clauses, wish.said, grounds)


def edited(wish: Wish, review: Review, desk: Desk) -> Rewrite | None:
    """What edits can do of a wish: a shorter text, or a hashtag kept; None where they can do nothing."""
    texts = _edits(wish, review, desk)
    checked = (_checked(each, wish, review, desk)[0] for each in texts)
    passed = next(filter(None, checked), None)
    if passed:
        return replace(passed, source="edits", proposal=wish.proposal)
    if wish.wants != "shorter":
        return None
    wanted, post = language_wanted(wish, review.draft), lay_out(review.draft)
    text = shorter_rewrite(post, review.findings, desk.pack, wanted, wish.shown, wish.proposal, desk.sense)
    return text if text and not unmet(text.text, wish, review.draft) else None


def _edits(wish: Wish, review: Review, desk: Desk) -> list[str]:
    """Texts that edits make of the one shown, the best first."""
    if wish.wants == "shorter":
        wanted, platform = language_wanted(wish, review.draft), review.draft.platform
        most = measure(wish.shown, platform).used
        shorter = leave_out(wish.shown, desk.pack, wanted)
        return sorted(shorter, key=lambda each: by_shortening(measure(each, platform).used, most))
    kept = with_parts(wish) if wish.wants == "keep" else None
    return [kept] if kept else []


def _rules_against(wish: Wish, review: Review, desk: Desk) -> tuple[str, ...]:
    """The rules that forbid what the author wants to keep, where that is why it cannot be."""
    kept = with_parts(wish) if wish.wants == "keep" else None
    if kept is None:
        return ()
    draft, wanted, known = (
        review.draft,
        language_wanted(wish, review.draft),
        facts_of_wish(wish, review.draft),
    )
    faults = faults_of_rewrite(kept, draft, review.findings, desk.pack, wanted, desk.sense, *known)
    return tuple(dict.fromkeys(each.detail for each in faults if each.kind in ("rule", "new-rule")))
