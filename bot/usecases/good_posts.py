"""The posts that authors let their colleagues read: what was offered, and whether it may be shown now.

Asked each time that one is shown: it is accepted, its text is still there, and the rules in force would let
it through.
"""

from dataclasses import dataclass, field
from functools import cached_property

from bot.domain.clauses import text_fingerprint
from bot.domain.draft import ROLES, Author, Draft, accept_draft
from bot.domain.findings import Verdict
from bot.domain.good_posts import can_teach
from bot.domain.matters import Matter, approves
from bot.domain.public_replies import reply_to
from bot.domain.review import Found, Review
from bot.usecases.chat_ports import Card
from bot.usecases.good_post_views import GoodPostItem, GoodPostPage
from bot.usecases.matter_ports import Wanted
from bot.usecases.matter_records import words_of
from bot.usecases.names_shown import name_of
from bot.usecases.request_text import approved_text
from bot.usecases.talk import TalkPorts

MOST = 200
"""Good posts that are looked through: the newest."""
_BEGINNING = 160
_WITH_APPROVAL: tuple[Verdict, ...] = ("ok", "approval")


@dataclass(frozen=True, slots=True)
class Passed:
    """A text of a card that may be offered; `approved`: compliance approved it."""

    text: str = field(repr=False)
    approved: bool


@dataclass(frozen=True)
class GoodPost:
    """A text that was offered, as it was archived with its author's consent."""

    matter: Matter
    draft: Draft = field(repr=False)
    language: str
    named: bool
    approved: bool
    ports: TalkPorts = field(repr=False)

    @cached_property
    def found(self) -> Found:
        """What the rules in force find in it. Raises `NothingPublished`."""
        return self.ports.desk().find(self.draft)

    @property
    def passes(self) -> bool:
        """Whether it would be let through today, as it was then."""
        return self.found.verdict in (_WITH_APPROVAL if self.approved else ("ok",))


def passed_text(card: Card, review: Review, matters: tuple[Matter, ...], ports: TalkPorts) -> Passed | None:
    """What its author may offer of a card: the text that is approved, else the draft where nothing was found
    in it; None where there is neither, or it is too short to show anything, answers somebody, or was offered
    already."""
    if card.aside or review.draft.genre != "post":
        return None
    now = ports.clock.now()
    texts = [approved_text(each, ports) for each in matters if approves(each, each.fingerprint, now)]
    passed = next((Passed(text, True) for text in texts if text), None)
    if passed is None and review.verdict == "ok":
        passed = Passed(review.draft.text, False)
    if passed is None or not can_teach(passed.text) or reply_to(passed.text):
        return None
    offered = {
        each.fingerprint for each in matters if each.kind == "good-post" and each.state != "taken-back"
    }
    return None if text_fingerprint(passed.text) in offered else passed


def words_to_keep(passed: Passed, review: Review) -> dict[str, str]:
    """What is archived of a text that is offered, so that it can be reviewed again as it was."""
    author = review.draft.author
    return {
        "text": passed.text,
        "platform": review.draft.platform,
        "language": review.language,
        "role": author.role,
        "territory": author.territory,
        "affiliated": "yes" if author.profile_shows_affiliation else "",
        "approved": "yes" if passed.approved else "",
    }


def good_post(matter: Matter, ports: TalkPorts) -> GoodPost | None:
    """What was offered; None once its text was erased."""
    words = words_of(matter, ports, 0)
    if not words.get("text"):
        return None
    role = next(each for each in ROLES if each == words["role"])
    shows = bool(words["affiliated"])
    author = Author(role=role, profile_shows_affiliation=shows, territory=words["territory"])
    draft = accept_draft(words["text"], words["platform"], author)
    return GoodPost(matter, draft, words["language"], bool(words["named"]), bool(words["approved"]), ports)


def accepted_post(matter: Matter | None, team: str, ports: TalkPorts) -> GoodPost | None:
    """The good post that was accepted and is there; None for everything else. It may pass no more."""
    if matter is None or (matter.kind, matter.state, matter.team) != ("good-post", "accepted", team):
        return None
    return good_post(matter, ports)


def post_to_read(matter: Matter | None, team: str, ports: TalkPorts) -> GoodPost | None:
    """The good post that colleagues may read now; None for everything else."""
    post = accepted_post(matter, team, ports)
    return post if post and post.passes else None


def posts_to_read(team: str, ports: TalkPorts, most: int = MOST, skip: int = 0) -> list[GoodPost]:
    """Those that colleagues may read now, of that many accepted, the newest first."""
    accepted = ports.matters.page(Wanted(team, ("good-post",), ("accepted",)), most, skip)
    return [post for each in accepted if (post := post_to_read(each, team, ports))]


def page_of(post: GoodPost) -> GoodPostPage:
    """It, whole."""
    return GoodPostPage(post.draft.text, post.draft.platform, _author(post), post.matter.closed_at)


def item_of(post: GoodPost, reader: str) -> GoodPostItem:
    """It, in a list that this person reads."""
    words = " ".join(post.draft.text[: _BEGINNING * 2].split())
    beginning = words if len(words) <= _BEGINNING else f"{words[:_BEGINNING].rstrip()}…"
    at, mine = post.matter.closed_at or post.matter.opened_at, post.matter.author == reader
    return GoodPostItem(post.matter.id, at, beginning, post.draft.platform, _author(post), mine)


def _author(post: GoodPost) -> str:
    """Their name, where they would be named."""
    return name_of(post.matter.author, post.ports) if post.named else ""
