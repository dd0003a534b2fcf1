"""Do what a button of a message about the library asks for, when the one who pressed it owns the policies.

Whoever presses is asked again who they are: a message may have been read by others since.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta

from bot.domain.policy_commands import PolicyDeed
from bot.domain.versions import VersionRef, read_wanted
from bot.usecases.chat_ports import Button, Job, Person, Place, Steps
from bot.usecases.library_life import candidate_with, withdraw
from bot.usecases.library_ports import PublishedMeanwhile
from bot.usecases.policy_answers import changes_by, going_back
from bot.usecases.policy_roles import on_record, policy_of, refused
from bot.usecases.policy_talk import Telling
from bot.usecases.policy_views import (
    CasesUnreadable,
    ChooseFile,
    GoingBack,
    NothingToDo,
    PolicyAtWork,
    PolicyChanges,
    PolicyImpact,
    PolicyPublished,
)
from bot.usecases.ports import LearnedElsewhere, PolicyFileError
from bot.usecases.publish_version import publish_version, roll_back
from bot.usecases.put_in_force import PublishOutcome
from bot.usecases.talk import TalkPorts
from bot.usecases.tell_sender import tell
from bot.usecases.views import View

_DEEDS: Mapping[Button, PolicyDeed] = {
    "policy-cancel": "preview",
    "policy-compare": "diff",
    "policy-preview": "preview",
    "policy-publish": "publish",
    "policy-rollback": "rollback",
    "policy-upload": "upload",
    "policy-withdraw": "withdraw",
}
_LOOK_EVERY = timedelta(seconds=1)
"""How often a preview looks whether it was cancelled."""


def press_policy_button(job: Job, person: Person, steps: Steps, ports: TalkPorts) -> None:
    """Every press is answered under the message; one of somebody else is refused there, and recorded."""
    acts: Mapping[Button, Callable[[Job, Person, TalkPorts], None]] = {
        "policy-cancel": _cancel,
        "policy-compare": _compare,
        "policy-preview": _preview,
        "policy-publish": _publish,
        "policy-rollback": _roll_back,
        "policy-upload": lambda job, person, ports: _tell(job, ChooseFile(), person, ports),
        "policy-withdraw": _withdraw,
    }
    pressed = job.received
    if ports.policy is None or pressed.button not in acts:
        ports.note("button.refused", received=pressed.event)
        return

    def act() -> str:
        refusal = refused(_DEEDS[pressed.button], person, ports, _versions(pressed.choice)[0])
        if refusal is None:
            _done(acts[pressed.button], job, person, ports)
        elif pressed.button != "policy-cancel":
            _tell(job, refusal, person, ports)
        return pressed.event

    steps.run(pressed.button, act)


def _done(act: Callable[[Job, Person, TalkPorts], None], job: Job, person: Person, ports: TalkPorts) -> None:
    """Done, or why it cannot be: then nothing is changed."""
    try:
        act(job, person, ports)
    except PublishedMeanwhile:
        version, _ = _versions(job.received.choice)
        if version:
            changes = changes_by(version, policy_of(ports))
            _show_above(job, PolicyChanges(changes.compared, "overtaken"), person, ports)
        _tell(job, NothingToDo("overtaken"), person, ports)
    except LearnedElsewhere:
        _tell(job, NothingToDo("learned-elsewhere"), person, ports)


def _compare(job: Job, person: Person, ports: TalkPorts) -> None:
    version, _ = _versions(job.received.choice)
    if version:
        _show_above(job, changes_by(version, policy_of(ports)), person, ports)


def _publish(job: Job, person: Person, ports: TalkPorts) -> None:
    version, compared_with = _versions(job.received.choice)
    if version is None:
        return
    policy = policy_of(ports)
    _tell(job, PolicyAtWork("publishing"), person, ports)
    telling = Telling(job, job.received.place, person, ports)
    changes = changes_by(version, policy)
    outcome = publish_version(version, compared_with, on_record(person), policy.life, telling)
    policy.told()
    title = changes.compared.title
    _tell(job, _published(version, title, outcome, person, ports), person, ports)
    _show_above(job, PolicyChanges(changes.compared, "published"), person, ports)


def _published(
    version: VersionRef, title: str, outcome: PublishOutcome, person: Person, ports: TalkPorts
) -> PolicyPublished:
    rules = policy_of(ports).life.library.policies.published().rules
    titles = {rule.id: rule.title.in_language(person.language) for rule in rules}
    gaps = {each: titles.get(each, each) for each in outcome.gaps}
    return PolicyPublished(version, title, outcome.library, outcome.before, gaps, outcome.lost_pins)


def _withdraw(job: Job, person: Person, ports: TalkPorts) -> None:
    version, _ = _versions(job.received.choice)
    if version is None:
        return
    policy = policy_of(ports)
    before = changes_by(version, policy)
    if before.stands != "draft":
        _show_above(job, before, person, ports)
        _tell(job, NothingToDo("not-a-draft"), person, ports)
        return
    withdraw(version, on_record(person), policy.life)
    _show_above(job, PolicyChanges(before.compared, "put-away"), person, ports)


def _roll_back(job: Job, person: Person, ports: TalkPorts) -> None:
    target, _, expected = job.received.choice.partition("|")
    policy = policy_of(ports)
    in_force = policy.life.versions.contents().name
    if in_force == target:  # done by this very press before it was cut off, or by somebody else
        _tell(job, GoingBack(target, expected, (), done=True), person, ports)
        return
    if in_force != expected:
        _tell(job, NothingToDo("moved-on"), person, ports)
        return
    offered = going_back(target, policy)
    telling = Telling(job, job.received.place, person, ports)
    back = roll_back(on_record(person), policy.life, target, telling)
    policy.told()
    moved = offered.versions if isinstance(offered, GoingBack) else back.versions
    done = GoingBack(back.library, back.before, moved, done=True)
    _tell(job, done, person, ports)
    _show_above(job, done, person, ports)


def _preview(job: Job, person: Person, ports: TalkPorts) -> None:
    version, _ = _versions(job.received.choice)
    if version is None:
        return
    policy, key = policy_of(ports), job.received.event
    _tell(job, PolicyAtWork("reviewing", cancel=key), person, ports)
    telling = Telling(job, job.received.place, person, ports, key)
    candidate = candidate_with(version, policy.life, telling)
    try:
        impact = policy.preview(candidate, telling, _Cancelled(key, ports))
    except PolicyFileError as wrong:
        _tell(job, CasesUnreadable(wrong.file.rpartition("/")[2], wrong.line), person, ports)
        return
    rules = (*policy.life.library.policies.published().rules, *candidate.rules)
    titles = {rule.id: rule.title.in_language(person.language) for rule in rules}
    _tell(job, PolicyImpact(version, impact, titles), person, ports)


def _cancel(job: Job, person: Person, ports: TalkPorts) -> None:
    """Noted where whichever process tries the posts looks; the preview then tells what it has."""
    ports.outbox.intend(_cancel_key(job.received.choice), job.received.place, ports.clock.now())


class _Cancelled:
    """Whether somebody pressed *Cancel*; asked for every post, it looks once a second."""

    def __init__(self, preview: str, ports: TalkPorts) -> None:
        self._key = _cancel_key(preview)
        self._ports = ports
        self._looked = ports.clock.now() - _LOOK_EVERY
        self._found = False

    def __call__(self) -> bool:
        now = self._ports.clock.now()
        if not self._found and now - self._looked >= _LOOK_EVERY:
            self._looked = now
            self._found = self._ports.outbox.find(self._key) is not None
        return self._found


def _cancel_key(preview: str) -> str:
    return f"cancel:{preview}"


def _versions(choice: str) -> tuple[VersionRef | None, VersionRef | None]:
    """The version that a button is of, and the one that it was compared with."""
    of, _, beside = choice.partition("|")
    return _version(of), _version(beside)


def _version(text: str) -> VersionRef | None:
    wanted = read_wanted(text)
    if wanted is None or wanted.number is None:
        return None
    return VersionRef(wanted.document, wanted.language, wanted.number)


def _tell(job: Job, view: View, person: Person, ports: TalkPorts) -> None:
    """In the thread of the message whose button it was."""
    tell(job, job.received.place, view, person, ports)


def _show_above(job: Job, view: View, person: Person, ports: TalkPorts) -> None:
    """In the message whose button it was."""
    place: Place = job.received.place
    ports.messenger.edit(place, job.received.message, view, person.language)
