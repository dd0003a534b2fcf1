"""A review: the verdict, what to do next, the problems with the firm's clauses, and what to post instead."""

from collections.abc import Iterator

from bot.domain.clauses import text_fingerprint
from bot.domain.draft import PLATFORMS, Language
from bot.domain.findings import Verdict, problems_of
from bot.domain.model_part import ModelPart
from bot.domain.review import Review
from bot.domain.showing import one_line
from bot.slack.ids import CHOOSE_PLATFORM, platform_block
from bot.slack.render.card_actions import action_rows
from bot.slack.render.card_coaching import remarks_after, remarks_before, remarks_under
from bot.slack.render.card_draft import draft_with_marks, is_drawn
from bot.slack.render.card_matters import incident_notice, matter_lines
from bot.slack.render.card_problems import problems
from bot.slack.render.card_rewrite import changes_list, offered
from bot.slack.render.fitting import Room, fit
from bot.slack.render.quoting import contact
from bot.slack.render.rich_text import (
    Block,
    Message,
    bullets,
    choice,
    data,
    divider,
    header,
    paragraph,
    rich_text,
    said,
    section,
    small,
)
from bot.texts import say
from bot.usecases.views import Reviewed

__all__ = ["VERDICT_SYMBOLS", "changes_list", "draw_reviewed", "left_out", "problems"]

VERDICT_SYMBOLS: dict[Verdict, str] = {"ok": "⚪", "approval": "🔷", "revise": "⚠️", "block": "⛔"}
"""Told apart by shape as well as by colour; a screen reader says a word or two before the verdict's own."""
_AFTER_ASKING = {"open": "waiting", "asked": "waiting", "approved": "approved", "changed": "approved"}
"""What compliance says of a text comes before what the rules say of it."""


def draw_reviewed(view: Reviewed, language: Language) -> Message:
    """The card of a review."""
    return Message(_in_short(view, language), fit(lambda room: list(_card(view, language, room))))


def _in_short(view: Reviewed, language: Language) -> str:
    """All that a notification says: what to do at once, the verdict, how many problems, the next step."""
    review, count = view.review, len(problems_of(view.review.findings))
    parts = [f"{say(f'verdict.{review.verdict}', language)}."]
    if view.incident:
        parts.insert(0, say("card.incident.short", language))
    if count:
        parts.append(say("card.problems", language, count=count))
    return " ".join([*parts, _next_step(view, language)])


def _card(view: Reviewed, language: Language, room: Room) -> Iterator[Block]:
    if view.incident:
        yield from incident_notice(view.incident, view.has_message and not view.aside, language, room)
        yield divider()
    yield from _verdict(view, language, room)
    yield from remarks_before(view, language, room)
    marked = is_drawn(view)
    if marked:
        yield from draft_with_marks(view, language, room)
    review, card = view.review, "" if view.aside else view.card
    yield from problems(review.findings, view.policies, language, room, numbered=marked, card=card)
    yield from remarks_under(view, language, room)
    if view.shows_rewrite or not (view.is_held_back or view.words_instead):
        yield from offered(review, view.policies, language, room)
    yield from remarks_after(view, language, room)
    yield from _limits(review, language)
    if not view.aside:
        yield _platforms(view, language)
    yield from action_rows(view, language)


def _verdict(view: Reviewed, language: Language, room: Room) -> Iterator[Block]:
    """The verdict, what to do about it, and how matters stand."""
    review = view.review
    yield header(f"{VERDICT_SYMBOLS[review.verdict]} {say(f'verdict.{review.verdict}', language)}")
    if view.again:
        yield small(say("slack.again", language))
    if view.from_file:
        yield small(say("card.from-file", language, name=one_line(view.from_file)[: room.words]))
    yield _what_to_do(view, language, room)
    lines = matter_lines(view, language, room)
    if lines:
        yield rich_text(bullets(lines))


def _what_to_do(view: Reviewed, language: Language, room: Room) -> Block:
    parts = [said(_next_step(view, language))]
    if view.review.verdict == "approval" and not _asked(view):
        ask = contact(view.policies.firm.ask, language, room.words)
        parts += [said("\n"), data(say("slack.ask", language, ask=ask), room.words)]
    return rich_text(section(*parts))


def _asked(view: Reviewed) -> str:
    """How the newest request about it stands, where that decides what comes next; else ""."""
    request = next((each for each in view.matters if each.kind == "request"), None)
    if request and request.state == "rejected":  # a text that was changed since is not the one refused
        return "rejected" if request.fingerprint == text_fingerprint(view.review.draft.text) else ""
    return _AFTER_ASKING.get(request.state, "") if request else ""


def _next_step(view: Reviewed, language: Language) -> str:
    review = view.review
    if asked := _asked(view):
        return say(f"card.next.{asked}", language)
    if view.goes_against_line:
        return say("line.next", language)
    if view.is_held_back:
        return say("cool-off.next", language)
    if review.verdict == "ok":
        return say("slack.next.suggestions" if review.findings else "slack.next.ok", language)
    if review.verdict == "approval":
        return say("slack.next.approval", language)
    version = "rewrite" if view.shows_rewrite or view.words_instead else "none"
    if review.verdict == "revise" and (view.aside or not view.has_message):
        return say(f"card.next.{'aside' if view.aside else 'reply'}.{version}", language)
    return say(f"slack.next.{review.verdict}.{version}", language)


def _limits(review: Review, language: Language) -> Iterator[Block]:
    """What the review leaves open, and what it was made with."""
    if review.model and review.model.left_out:
        yield paragraph(left_out(review.model, language), "italic")
    if length := review.too_long:
        yield paragraph(say("too-long", language, used=length.used, limit=length.limit), "italic")
    if review.not_reviewed:
        parts = ", ".join(say(f"part.{part}", language) for part in review.not_reviewed)
        yield paragraph(say("not-reviewed", language, parts=parts), "italic")
    library, rules = one_line(review.versions.library), one_line(review.versions.rules)
    model = _heard(review, language)
    yield small(say("versions", language, library=library, rules=rules, model=model))


def _heard(review: Review, language: Language) -> str:
    """Which language model had a part in the review, or that none had."""
    if review.model and review.engine == "rules+model":
        return say("model.heard", language, model=one_line(review.model.name))
    return say("model.not-heard", language)


def left_out(part: ModelPart, language: Language) -> str:
    """What the review had to do without, and why."""
    why = say(f"model.why.{part.why}", language)
    return say(f"model.left-out.{part.left_out}", language, why=why)


def _platforms(view: Reviewed, language: Language) -> Block:
    names: dict[str, str] = {each: say(f"slack.platform.{each}", language) for each in PLATFORMS}
    account = "firm" if view.review.draft.author.role == "firm" else "own"
    platform = names[view.review.draft.platform]
    label = say(f"slack.platform.for.{account}", language, platform=platform)
    return choice(platform_block(view.card), CHOOSE_PLATFORM, label, names, view.review.draft.platform)
