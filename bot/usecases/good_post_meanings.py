"""Which good posts are near a text by what they mean: the numbers of a post are kept while it may be read."""

from collections.abc import Iterator
from datetime import UTC, datetime

from bot.domain.good_posts import is_close, may_be_close, subject_of
from bot.domain.matters import Matter
from bot.usecases.advise_reply import answers_somebody
from bot.usecases.chat_ports import Card
from bot.usecases.coached import Coached
from bot.usecases.good_post_views import NearExample
from bot.usecases.good_posts import accepted_post, good_post
from bot.usecases.meanings_ports import Meaning, Near
from bot.usecases.talk import TalkPorts

_LOOKED_AT = 60
"""The nearest, of which some may be the author's own, in the other language, or on another subject."""
_ALWAYS = datetime(2000, 1, 1, tzinfo=UTC)


def keep_what_it_means(matter: Matter, ports: TalkPorts) -> None:
    """While it is accepted; forgotten once it is not. Safe to repeat."""
    post = good_post(matter, ports) if matter.state == "accepted" else None
    if post is None:
        ports.meanings.kept.forget("good-posts", [matter.id])
        return
    at = matter.closed_at or matter.opened_at
    ports.meanings.kept.keep(_meaning(post.draft.text, matter.id, matter.team, matter.author, at, ports))


def near_posts(text: str, team: str, at: datetime, ports: TalkPorts) -> list[Near]:
    """The good posts accepted before that moment that are nearest to the text, nearest first."""
    asked = _meaning(text, "", team, "", at, ports)
    return list(ports.meanings.kept.nearest(asked, _ALWAYS, _LOOKED_AT))


def show_near_example(coached: Coached, ports: TalkPorts) -> NearExample | None:
    """Beside a rewrite, the nearest post of a colleague's in its language that is close enough to it, of
    those accepted until then."""
    found = next(_near_examples(coached, ports), None)
    return NearExample(found) if found else None


def _near_examples(coached: Coached, ports: TalkPorts) -> Iterator[str]:
    card, rewrite = coached.card, coached.review.rewrite
    if rewrite is None or card.aside or answers_somebody(coached.draft, coached.policies.firm):
        return
    pack = ports.desk().pack
    subject = subject_of(rewrite.text, pack)
    for near in near_posts(rewrite.text, card.place.team, _reviewed_at(card, ports), ports):
        if not may_be_close(near.cosine):
            return
        if near.author == card.author:
            continue
        post = accepted_post(ports.matters.matter(near.id), card.place.team, ports)
        if post is None or post.language != coached.review.language:
            continue
        if is_close(near.cosine, subject, subject_of(post.draft.text, pack)) and post.passes:
            yield post.matter.id


def _reviewed_at(card: Card, ports: TalkPorts) -> datetime:
    note = ports.reviews.note_of(card.review)
    return note.at if note else ports.clock.now()


def _meaning(text: str, about: str, team: str, author: str, at: datetime, ports: TalkPorts) -> Meaning:
    embedder = ports.meanings.embedder
    [vector] = embedder.embed([text])
    return Meaning("good-posts", about, team, author, at, embedder.fingerprint, vector)
