"""What a text may go out with: a poll on its subject, and the text that stands for its image.

A poll is the firm's own (`policies/resources`), and every rule has reviewed it before it is offered.
"""

from collections.abc import Sequence

from bot.domain.draft import Draft, Language
from bot.domain.findings import Severity, severity_named
from bot.domain.folding import fold
from bot.domain.languages import main_language
from bot.domain.polls import Poll
from bot.domain.rewriting import Rewrite
from bot.domain.topics import names_a_topic, topic_of
from bot.usecases.advise_reply import answers_somebody
from bot.usecases.card_pages import shown_body
from bot.usecases.chat_ports import Person, Received
from bot.usecases.coached import Coached
from bot.usecases.coaching_views import MediaOffer
from bot.usecases.form_views import AltTextForm, CannotOpen, FormView, PollToCopy
from bot.usecases.replay import archived_draft
from bot.usecases.review import Desk
from bot.usecases.talk import TalkPorts
from bot.usecases.weigh_balance import nature_of_text


def offer_media(coached: Coached, ports: TalkPorts) -> MediaOffer | None:
    """A poll beside a rewrite whose subject has one, a text for the image of a draft that may be posted."""
    review = coached.review
    has_image = "image" in review.not_reviewed and (review.rewrite is not None or review.verdict != "block")
    desk = ports.desk()
    worst_first = [each.rule for each in sorted(review.findings, key=lambda each: -each.severity)]
    poll = None
    if review.rewrite and _is_for_a_poll(review.rewrite, coached, desk):
        taught = worst_first if review.rewrite.proposal else ()
        poll = _poll_on(review.rewrite.text, review.language, taught, desk)
    has_poll = poll is not None and _passes(poll, desk)
    return MediaOffer(has_poll, has_image) if has_poll or has_image else None


def _is_for_a_poll(rewrite: Rewrite, coached: Coached, desk: Desk) -> bool:
    """Whether a question fits what is left of the draft: neither a reply nor a welcome asks one."""
    if answers_somebody(coached.draft, coached.policies.firm):
        return False
    return rewrite.proposal or nature_of_text(rewrite.text, coached.draft, desk) == "resource"


def poll_page(received: Received, person: Person, ports: TalkPorts) -> FormView:
    """The poll on the subject of the rewrite that is shown."""
    body = shown_body(received, person, ports)
    if isinstance(body, CannotOpen):
        return body
    review = body["review"]
    rewrite = review["rewrite"]
    found = sorted(review["findings"], key=lambda each: -severity_named(each["severity"]))
    taught = [each["rule"] for each in found] if rewrite and rewrite["proposal"] else ()
    poll = rewrite and _poll_on(rewrite["text"], review["language"], taught, ports.desk())
    return PollToCopy(poll, archived_draft(body).platform) if poll else CannotOpen("gone")


def alt_text_form(received: Received, person: Person, ports: TalkPorts) -> FormView:
    """What the author of a draft with an image says of it."""
    body = shown_body(received, person, ports)
    return body if isinstance(body, CannotOpen) else AltTextForm(received.card)


def _poll_on(text: str, language: str, worst_first: Sequence[str], desk: Desk) -> Poll | None:
    """The poll of the topic that a text is about, else of the one that its worst rule teaches, in the text's
    language; None where there is neither."""
    folded, pack = fold(text), desk.pack
    taught = (pack.by_id[rule].rule.fix.topic for rule in worst_first if rule in pack.by_id)
    fallback = next((each for each in taught if each), None)
    if fallback is None and not names_a_topic(folded, pack):
        return None
    topic = topic_of(folded, pack, fallback)
    if topic is None or topic.poll is None:
        return None
    return topic.poll.in_language(_written(language, folded.plain))


def _written(language: str, plain: str) -> Language:
    if language == "mixed":
        return main_language("mixed", plain)
    return "en" if language == "en" else "fr"


def _passes(poll: Poll, desk: Desk) -> bool:
    """Whether no rule finds more in it than a suggestion; read once under a pack."""
    draft, clean = Draft(poll.text), desk.pack.clean_resources
    if draft not in clean and all(each.severity <= Severity.SUGGESTION for each in desk.find(draft).findings):
        clean.add(draft)
    return draft in clean
