"""A request as the compliance channel sees it, made again from the archive whenever it is shown."""

from dataclasses import replace

from bot.domain.draft import Language
from bot.domain.library import PublishedPolicies
from bot.domain.matters import Matter, MatterState
from bot.domain.review import Review
from bot.usecases.matter_history import steps_of, words_at
from bot.usecases.matter_ports import Wanted
from bot.usecases.matter_records import words_of
from bot.usecases.matter_views import RequestCard
from bot.usecases.names_shown import name_of
from bot.usecases.replay import archived_day, archived_draft, made_again
from bot.usecases.request_text import text_asked
from bot.usecases.talk import TalkPorts, archived_body_of

_DECIDED: tuple[MatterState, ...] = ("approved", "changed", "rejected")


def request_card(matter: Matter, ports: TalkPorts) -> RequestCard:
    """The text, what its review says in the officers' language, and its history; what was erased is left out.

    Raises `NothingPublished`, `TryLater`.
    """
    text = text_asked(matter, ports)
    review, policies = _reviewed(matter, text, ports)
    files = words_of(matter, ports, 0).get("files", "")
    return RequestCard(
        matter,
        name_of(matter.author, ports),
        text,
        review,
        policies,
        steps_of(matter, ports),
        tuple(files.splitlines()),
        _before(matter, ports),
        name_of(matter.taken_by, ports) if matter.taken_by else "",
        words_at(matter, "changed", ports).get("text", "") if matter.state == "changed" else "",
    )


def _reviewed(matter: Matter, text: str, ports: TalkPorts) -> tuple[Review | None, PublishedPolicies]:
    """The review of the draft; where the text is another of the author's own, what the rules say of that."""
    body = archived_body_of(matter.review, ports) if matter.review else None
    if body is None or not text:
        return None, ports.desk().policies
    desk = ports.desk.under(body["review"]["versions"]["library"], archived_day(body))
    if matter.text_of == "own":
        own = replace(archived_draft(body), text=text, language=None, attachments=())
        return desk.review(own, _spoken(ports)), desk.policies
    # What a model said is in the language in which it was asked, and stays as it was said.
    again = body if body.get("model") else body | {"spoken": _spoken(ports)}
    return made_again(again, desk, ports.prompts), desk.policies


def _spoken(ports: TalkPorts) -> Language:
    return ports.compliance.language if ports.compliance else "fr"


def _before(matter: Matter, ports: TalkPorts) -> tuple[tuple[str, int], ...]:
    """How many other requests of this author were decided, by state."""
    counted = (
        (state, ports.matters.count(Wanted(matter.team, ("request",), (state,), matter.author)))
        for state in _DECIDED
    )
    others = ((state, count - (state == matter.state)) for state, count in counted)
    return tuple((state, count) for state, count in others if count > 0)
