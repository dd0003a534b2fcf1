"""Officers look at a share of the reviews that found nothing: silence is checked, too.

Which reviews are drawn is nobody's choice and can be worked out again: those with the smallest SHA-256 of the
draw's id and their own. What is drawn, of how many, and each reading and outcome is archived.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from bot.domain.clauses import text_fingerprint
from bot.domain.matters import Matter, MatterState
from bot.usecases.asked_role import refused_role
from bot.usecases.chat_ports import Job, Person, Steps
from bot.usecases.close_matter import close_matter, matter_to_close
from bot.usecases.matter_ports import ReviewNote, Wanted
from bot.usecases.matter_records import open_matter
from bot.usecases.matter_views import SampleDrawn
from bot.usecases.talk import TalkPorts, archived_body_of
from bot.usecases.tell_sender import tell_sender

PERIODS = (7, 30, 90)
"""Days that an officer can look back."""
_MOST_SAMPLES = 100_000
_OUTCOMES: Mapping[str, MatterState] = {"fine": "fine", "missed": "missed", "unclear": "unclear"}


@dataclass(frozen=True, slots=True)
class _Draw:
    """A share of the reviews of some days; its id is opaque, the same for one event."""

    id: str
    share: int
    days: int


def found_by_period(person: Person, team: str, ports: TalkPorts) -> tuple[tuple[int, int], ...]:
    """Days back → how many reviews there are to draw from."""
    now, drawn = ports.clock.now(), {each.review for each in _samples(team, ports)}
    notes = ports.reviews.between(team, now - timedelta(days=PERIODS[-1]), now, "ok")
    there = [each for each in notes if each.author != person.id and each.review not in drawn]
    return tuple((days, sum(each.at >= now - timedelta(days=days) for each in there)) for days in PERIODS)


def answer_draw(job: Job, person: Person, steps: Steps, ports: TalkPorts) -> None:
    """Draw what the form asks for, and tell the officer how many that is."""

    def draw() -> str:
        if refused_role("compliance-officer", "sample", job, person, ports):
            return ""
        asked = _asked(job)
        if asked is None:
            ports.note("form.unusable", received=job.received.event)
            return ""
        drawn, of = _draw(asked, job, person, ports)
        view = SampleDrawn(drawn, of, asked.days)
        tell_sender(view, job, person, ports)
        return asked.id

    steps.run("draw the sample", draw)


def _asked(job: Job) -> _Draw | None:
    form = job.received.form
    share, days = share_of(form.get("share", "")), form.get("days", "")
    if share is None or days not in map(str, PERIODS):
        return None
    return _Draw(f"D{text_fingerprint(job.received.event)[:20]}", share, int(days))


def share_of(text: str) -> int | None:
    """The percentage that somebody wrote (`10`, `10 %`), from 1 to 100; None for anything else."""
    digits = text.strip().rstrip("% \u00a0\u202f")
    return int(digits) if digits.isdecimal() and len(digits) <= 3 and 1 <= int(digits) <= 100 else None


def _draw(asked: _Draw, job: Job, person: Person, ports: TalkPorts) -> tuple[int, int]:
    """How many were drawn, and of how many. A draw that was cut off draws the same again."""
    team, end = job.received.place.team, job.received_at
    others = {each.review for each in _samples(team, ports) if not _is_of(each, job, person)}
    found = ports.reviews.between(team, end - timedelta(days=asked.days), end, "ok")
    there = [each for each in found if each.author != person.id and each.review not in others]
    chosen = _chosen(there, asked, ports)
    words = {
        "draw": asked.id, "share": str(asked.share), "days": str(asked.days),
        "drawn": str(len(chosen)), "of": str(len(there)),
    }  # fmt: skip
    opened = [_opened(each, words, job, person, ports) for each in chosen]
    return sum(_is_of(each, job, person) for each in opened), len(there)


def _chosen(there: Sequence[ReviewNote], asked: _Draw, ports: TalkPorts) -> list[ReviewNote]:
    """That share of them, one at least; those whose text was erased meanwhile are passed over."""
    wanted = -(-len(there) * asked.share // 100)
    chosen: list[ReviewNote] = []
    for each in sorted(there, key=lambda each: rank_in_draw(asked.id, each.review)):
        if len(chosen) == wanted:
            break
        if archived_body_of(each.review, ports) is not None:
            chosen.append(each)
    return chosen


def rank_in_draw(draw: str, review: str) -> str:
    """What decides which reviews a draw takes, the smallest first: a SHA-256, in hexadecimal."""
    return sha256(f"{draw}{review}".encode()).hexdigest()


def _opened(note: ReviewNote, words: dict[str, str], job: Job, person: Person, ports: TalkPorts) -> Matter:
    """The sample of that review: one, whoever draws it."""
    card = ports.cards.card(note.card)
    language = card.language if card else "en" if note.language == "en" else "fr"
    matter = Matter(
        f"S{text_fingerprint(f'sample:{note.review}')[:20]}", "sample", note.team, note.author, note.card,
        note.review, "open", job.received_at, person.id, language, text_of="draft",
        fingerprint=note.fingerprint,
    )  # fmt: skip
    return open_matter(matter, person, words, ports)


def _is_of(sample: Matter, job: Job, person: Person) -> bool:
    """Whether it was drawn by this very form."""
    return (sample.opened_by, sample.opened_at) == (person.id, job.received_at)


def _samples(team: str, ports: TalkPorts) -> list[Matter]:
    return ports.matters.page(Wanted(team, ("sample",)), _MOST_SAMPLES)


def answer_outcome(job: Job, person: Person, steps: Steps, ports: TalkPorts) -> None:
    """Keep what an officer says of a sample, once; of a miss also the rule that should have spoken."""

    def close() -> str:
        matter = matter_to_close("compliance-officer", "sample", "sample", job, person, ports)
        if matter is None:
            return ""
        form = job.received.form
        state, words = _OUTCOMES.get(form.get("outcome", "")), {"note": form.get("note", "").strip()}
        if state:
            rules = _rule_missed(form.get("rule", ""), ports) if state == "missed" else ()
            close_matter(matter, state, words, job, person, ports, rules=rules)
        return matter.id

    steps.run("keep the outcome", close)


def _rule_missed(rule: str, ports: TalkPorts) -> tuple[str, ...]:
    """The rule, where it is one of those in force."""
    return (rule,) if any(each.id == rule for each in ports.desk().policies.rules) else ()
