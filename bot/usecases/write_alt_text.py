"""Put together what stands for an image, from what its author says of it, and review it with the post.

The author says what an image shows: nobody here looks at it. What is found in those words is shown beside
them; a client's name in them is an incident as anywhere else.
"""

from bot.domain.alt_texts import IMAGE_KINDS, MOST_READ, MOST_SHOWN, ImageKind, alt_text
from bot.domain.clauses import text_fingerprint
from bot.domain.folding import fold
from bot.domain.languages import main_language
from bot.usecases.asked_role import is_not_author
from bot.usecases.chat_ports import Card, Job, Person, Steps
from bot.usecases.coaching_views import AltText
from bot.usecases.matter_views import NotDone
from bot.usecases.names_shown import whom_to_ask
from bot.usecases.posted_text import text_to_post
from bot.usecases.report_incident import alert_compliance
from bot.usecases.review_to_post import review_to_post
from bot.usecases.talk import TalkPorts, archived_body_of
from bot.usecases.tell_author import tell_author
from bot.usecases.tell_sender import tell_sender


def answer_alt_text(job: Job, person: Person, steps: Steps, ports: TalkPorts) -> None:
    """The text, with what the rules find in it, under the review of its post."""
    card = ports.cards.card(job.received.card)

    def answer() -> str:
        view = _written(card, job, person, ports) if card else None
        if card is None or view is None:
            tell_sender(NotDone("gone", ask=whom_to_ask(ports)), job, person, ports)
            return ""
        tell_author(f"alt:{text_fingerprint(job.received.event)[:20]}", card, view, ports)
        return card.id

    if steps.run("write the text for the image", answer) and card:
        alert_compliance(card, steps, ports)


def _written(card: Card, job: Job, person: Person, ports: TalkPorts) -> AltText | None:
    """None where there is no post any more, or it is somebody else's."""
    if is_not_author(card.author, "alt-text", job.received, person, ports):
        return None
    there = card.review if card.state == "shown" else ""
    post, shown = text_to_post(card, ports), archived_body_of(there, ports) if there else None
    said = _said(job, post)
    if shown is None or not post or not said:
        return None
    review_id = f"{card.review}.alt.{text_fingerprint(said)[:8]}"
    review, policies = review_to_post(f"{post}\n\n{said}", review_id, card, person, shown, ports)
    found = tuple(each for each in review.findings if each.start is not None and each.start > len(post))
    return AltText(said, found, policies)


def _said(job: Job, post: str) -> str:
    """The text in the language of the post; "" where the form says nothing."""
    form = job.received.form
    kind: ImageKind = next((each for each in IMAGE_KINDS if each == form.get("kind")), "photo")
    shows = form.get("shows", "").strip()[:MOST_SHOWN]
    language = main_language("mixed", fold(post).plain)
    return alt_text(kind, shows, form.get("reads", "")[:MOST_READ], language) if shows else ""
