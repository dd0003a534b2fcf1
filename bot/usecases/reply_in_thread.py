"""Answer what an author wishes in the thread of a review: another text, a reason, what if I add.

Another text is the next version in the same card, reviewed again and archived; the thread tells what changed
in it. Nothing here approves anything, whoever asks (promise 2).
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import islice

from bot.domain.clause_labels import label_clauses
from bot.domain.clauses import text_fingerprint
from bot.domain.draft import DraftRefused, accept_draft
from bot.domain.findings import Citation, Finding, by_rule
from bot.domain.folding import fold_words
from bot.domain.replies import Reply
from bot.domain.statements import Stated
from bot.domain.wishes import Wish
from bot.usecases.adjust import ask_adjust, verified_statements, write_nothing
from bot.usecases.chat_ports import Card, Job, Person, Steps
from bot.usecases.model_port import NoAnswer
from bot.usecases.model_review import MOST_CLAUSES, Reviewer
from bot.usecases.next_version import next_version, other_text
from bot.usecases.review import keep_review
from bot.usecases.talk import TalkPorts, tell_made
from bot.usecases.thread import Thread, asking_about, open_thread, post_reply
from bot.usecases.views import (
    ApprovesNothing,
    AskWhatToAdd,
    Explained,
    NotReviewed,
    View,
    WouldBe,
)

SHORT = 150
"""Characters of a reply that a language model may be asked to understand; a longer one may be a draft."""
_EXPLAINED = 3
"""Problems that are explained at once."""


def reply_in_thread(
    card: Card, reply: Reply, said: str, person: Person, job: Job, steps: Steps, ports: TalkPorts
) -> None:
    """Answer a wish about the review in that card, in its thread."""
    answers: dict[str, Callable[[Thread, Reply, str], View]] = {"why": _explained, "what-if": _would_be}

    def answer() -> str:
        if reply.wants == "approve":
            return post_reply(ApprovesNothing(ports.firm.ask), card, person, job, ports)
        thread = open_thread(card, person, job, ports)
        if thread is None:
            return post_reply(NotReviewed("erased"), card, person, job, ports)
        ports.messenger.show_status(card.place, person.language)
        view = answers.get(reply.wants, other_text)(thread, reply, said)
        return post_reply(view, card, person, job, ports)

    steps.run("answer", answer)


def understood_by_model(
    card: Card, said: str, person: Person, job: Job, steps: Steps, ports: TalkPorts
) -> bool:
    """Answer what words alone did not tell, where a language model understands it as a wish of another text
    or as a question that clauses answer; False where it does not, and nothing was shown."""

    def answer() -> bool:
        thread = open_thread(card, person, job, ports) if ports.model and len(said) <= SHORT else None
        if thread is None:
            return False
        ports.messenger.show_status(card.place, person.language)
        view = next_version(thread, Wish("other", said, thread.text, proposal=thread.is_proposal))
        if view is None:
            ports.messenger.clear_status(card.place)
            return False
        post_reply(view, card, person, job, ports)
        return True

    return steps.run("understand", answer)


def _explained(thread: Thread, reply: Reply, said: str) -> View:
    """What was found on the words asked about, and what a model adds that the clauses bear out."""
    desk, shown = thread.desk, thread.shown
    findings = _asked_about(reply, shown.findings)
    ask = desk.policies.firm.ask
    try:
        statements = _statements(Wish("why", said, thread.text, parts=reply.parts), thread)
    except NoAnswer as none:
        return Explained(findings, desk.policies, ask, no_answer=none.why)
    return Explained(findings, desk.policies, ask, statements)


def _statements(wish: Wish, thread: Thread) -> tuple[Stated, ...]:
    """A model's sentences that hold; none where there is no model. Raises `NoAnswer`."""
    asking, shown = asking_about(thread, thread.desk), thread.shown
    if asking is None:
        return ()
    found: list[Citation] = [each for finding in shown.findings for each in finding.citations]
    given = shown.model.clauses if shown.model else ()
    near = asking.clauses_near(wish.said, shown.spoken, MOST_CLAUSES)
    clauses = label_clauses(islice(dict.fromkeys((*found, *given, *near)), MOST_CLAUSES))
    reply = ask_adjust(wish, shown, asking, clauses)
    held = verified_statements(reply, wish, shown, thread.desk, clauses)
    thread.ports.metrics.dropped("statement", len(reply.statements) - len(held))
    return held


def _asked_about(reply: Reply, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """All findings of the problems whose words are named; of the first few where none is."""
    problems = by_rule(findings)
    named = [each for each in problems if any(_touches(finding, reply.parts) for finding in each)]
    return tuple(finding for each in (named or problems)[:_EXPLAINED] for finding in each)


def _touches(finding: Finding, parts: Sequence[str]) -> bool:
    quote = fold_words(finding.quote)
    return bool(quote) and any(fold_words(each) in quote or quote in fold_words(each) for each in parts)


def _would_be(thread: Thread, reply: Reply, said: str) -> View:
    """The text shown with the addition, reviewed as it would be posted; archived, and not in the card."""
    if not reply.text:
        return AskWhatToAdd()
    desk, card, ports = thread.ports.desk(), thread.card, thread.ports
    given = replace(thread.shown.draft, text=_with_addition(thread.text, reply.text))
    try:
        accept_draft(given.text, given.platform)
    except DraftRefused as refused:
        return NotReviewed(refused.code, refused.detail)
    review_id = f"{card.review}.if.{text_fingerprint(thread.job.received.event)[:8]}"
    began, reviewer = ports.clock.now(), Reviewer(desk, ports.model)
    review = reviewer.review(
        given, card.language, person=card.author, review=review_id, rewriter=write_nothing
    )
    tell_made(review, review_id, began, ports)
    wish = Wish("what-if", said, thread.text)
    keep_review(review, review_id, card.stream, ports.desk.ports, 0, wish)
    rewrite = thread.shown.rewrite
    return WouldBe(review, rewrite.verdict if rewrite else thread.shown.verdict, desk.policies)


def _with_addition(text: str, added: str) -> str:
    """Hashtags go to the end of the last line, words into a paragraph of their own."""
    return f"{text.rstrip()}{' ' if added.startswith('#') else chr(10) * 2}{added}"
