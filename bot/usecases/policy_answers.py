"""Answer `/policy list`, `show`, `search`, `diff`, …: what is shown; nothing here changes the library."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from bot.domain.answering import language_asked
from bot.domain.clauses import Clause
from bot.domain.policy_commands import PolicyCommand, PolicyVerb
from bot.domain.versions import RULES, VersionRef, WantedVersion
from bot.usecases.chat_ports import Person
from bot.usecases.compare_versions import compare_with_force, resolve
from bot.usecases.library_life import find_clause, find_coverage, history
from bot.usecases.library_ports import NoSuchVersion, differences
from bot.usecases.policy_ports import PolicyPorts
from bot.usecases.policy_roles import policy_of, refused, surely_has
from bot.usecases.policy_views import (
    ChooseFile,
    GoingBack,
    NoSuchPolicy,
    NothingToDo,
    PolicyChanges,
    PolicyClauses,
    PolicyCoverage,
    PolicyFound,
    PolicyHistory,
    PolicyList,
    PolicyView,
)
from bot.usecases.ports import DocumentVersion, NothingPublished
from bot.usecases.publish_version import library_before
from bot.usecases.talk import TalkPorts

_FOUND = 5
_ACTS = 15
_MOST_ACTS = 100_000
_BARE_NUMBER = re.compile(
    r"(?:articles?|art\.?|sections?|clauses?|§)?\s*(?P<number>[0-9]+(?:\.[0-9]+)*)", re.IGNORECASE
)
_LAST_PART = re.compile(r"[-\s]")


def answer_policy(command: PolicyCommand, person: Person, ports: TalkPorts) -> PolicyView:
    """What the command asks for, or that it is for policy owners. Raises `TryLater`, `StorageError`."""
    answers: Mapping[PolicyVerb, Callable[[PolicyCommand, Person, TalkPorts], PolicyView]] = {
        "list": _list,
        "show": _show,
        "search": _search,
        "upload": lambda *asked: ChooseFile(),
        "diff": _diff,
        "publish": _diff,
        "history": lambda command, person, ports: PolicyHistory(tuple(history(policy_of(ports).life, _ACTS))),
        "rollback": _rollback,
        "coverage": _coverage,
    }
    refusal = refused(command.verb, person, ports)
    return refusal or answers[command.verb](command, person, ports)


def changes_by(version: VersionRef, policy: PolicyPorts, *, known: bool = False) -> PolicyChanges:
    """What that version changes of the one in force. Raises `NoSuchVersion`."""
    compared = compare_with_force(version, policy.life)
    if compared.state == "draft":
        return PolicyChanges(compared, "draft", known)
    in_force = compared.version == compared.in_force
    return PolicyChanges(compared, "in-force" if in_force else "retired", known)


def going_back(library: str | None, policy: PolicyPorts) -> PolicyView:
    """What going back to that library changes; to the one before what is in force where none is named."""
    versions = policy.life.versions
    now = versions.contents()
    try:
        target = versions.contents(library or library_before(now.name, versions.acts(0, _MOST_ACTS)))
    except NothingPublished:
        return NoSuchPolicy(library) if library else NothingToDo("no-earlier")
    return GoingBack(target.name, now.name, differences(now, target))


def known_documents(policy: PolicyPorts) -> list[WantedVersion]:
    """The documents of which there is any version, without numbers."""
    documents = policy.life.library.policies.documents()
    return list(dict.fromkeys(WantedVersion(each.document, each.language) for each in documents))


def _list(command: PolicyCommand, person: Person, ports: TalkPorts) -> PolicyView:
    policy = policy_of(ports)
    shown = ("published", "draft") if surely_has(person, "policy-owner", ports) else ("published",)
    library = policy.life.library.policies
    documents = [each for each in library.documents() if each.state in shown]
    documents.sort(key=lambda each: (each.document, each.language != person.language, each.number))
    packs = [each for each in policy.life.versions.packs() if each.state in shown]
    return PolicyList(library.library_in_force(), tuple(documents), tuple(packs))


def _show(command: PolicyCommand, person: Person, ports: TalkPorts) -> PolicyView:
    policy = policy_of(ports)
    if not command.text:
        return _list(command, person, ports)
    wanted = command.wanted
    owner = surely_has(person, "policy-owner", ports)
    there = [each for each in policy.life.library.policies.documents() if owner or each.state == "published"]
    found = _best_of([each for each in there if _is_of(each, wanted)], wanted, person)
    if found:
        stored = policy.life.versions.document(_ref(found))
        name = f"{found.title} · {_ref(found)}"
        return PolicyClauses(name, stored.clauses, _state_of(found))
    clauses = find_clause(command.text, person.language, policy.life)
    clauses = clauses or _numbered(command.text, person, policy)
    if clauses:
        return PolicyClauses(command.text, tuple(clauses))
    return _no_such(command.text, wanted, there)


def _search(command: PolicyCommand, person: Person, ports: TalkPorts) -> PolicyView:
    policy = policy_of(ports)
    if not command.text:
        return NoSuchPolicy("", why="words")
    language = language_asked(command.text, person.language)
    return PolicyFound(tuple(policy.nearest(command.text, language, _FOUND)))


def _diff(command: PolicyCommand, person: Person, ports: TalkPorts) -> PolicyView:
    policy = policy_of(ports)
    versions, wanted = policy.life.versions, command.wanted
    there = policy.life.library.policies.documents()
    packs = [VersionRef(RULES, None, each.number) for each in versions.packs() if each.state == "draft"]
    drafts = [*(_ref(each) for each in there if each.state == "draft"), *packs]
    if not command.text and len(drafts) == 1:
        return changes_by(drafts[0], policy)
    if not command.text:
        return NoSuchPolicy("", tuple(map(str, drafts)), "which" if drafts else "no-draft")
    try:
        if wanted is not None:
            return changes_by(resolve(wanted, policy.life), policy)
    except NoSuchVersion:
        pass
    if wanted is not None and wanted.document == RULES:
        numbers = tuple(f"{RULES}@{each.number}" for each in versions.packs())
        return NoSuchPolicy(command.text, numbers, "number")
    return _no_such(command.text, wanted, there)


def _rollback(command: PolicyCommand, person: Person, ports: TalkPorts) -> PolicyView:
    policy = policy_of(ports)
    return going_back(command.text or None, policy)


def _coverage(command: PolicyCommand, person: Person, ports: TalkPorts) -> PolicyView:
    policy = policy_of(ports)
    rules = policy.life.library.policies.published().rules
    titles = {rule.id: rule.title.in_language(person.language) for rule in rules}
    return PolicyCoverage(find_coverage(policy.life), titles)


def _no_such(name: str, wanted: WantedVersion | None, there: Sequence[DocumentVersion]) -> NoSuchPolicy:
    """Why no single version of those that the reader may see has that name."""
    same = [each for each in there if _is_of(each, wanted and replace(wanted, number=None))]
    if wanted is None or not same:
        return NoSuchPolicy(name, _names([WantedVersion(each.document, each.language) for each in there]))
    if wanted.number is None:
        spoken = [WantedVersion(each.document, each.language) for each in same]
        return NoSuchPolicy(name, _names(spoken), "languages")
    return NoSuchPolicy(name, tuple(map(str, sorted(map(_ref, same), reverse=True))), "number")


def _numbered(text: str, person: Person, policy: PolicyPorts) -> list[Clause]:
    """The clauses in force with that number in any document, or beneath it: 5.1 is PMS-5.1, and 5 too."""
    written = _BARE_NUMBER.fullmatch(text.strip())
    if written is None:
        return []
    number = written["number"]
    found = [
        each
        for each in policy.life.library.policies.clauses_in_force()
        if (_LAST_PART.split(each.shown)[-1] + ".").startswith(number + ".")
    ]
    return [each for each in found if each.language == person.language] or found


def _is_of(version: DocumentVersion, wanted: WantedVersion | None) -> bool:
    return (
        wanted is not None
        and version.document.lower() == wanted.document.lower()
        and wanted.language in (None, version.language)
        and wanted.number in (None, version.number)
    )


def _best_of(
    documents: Sequence[DocumentVersion], wanted: WantedVersion | None, person: Person
) -> DocumentVersion | None:
    """The version with that number, else the one in force; in the reader's language where it is not said."""
    if wanted is None or wanted.number is None:
        documents = [each for each in documents if each.state == "published"]
    return next(iter(sorted(documents, key=lambda each: each.language != person.language)), None)


def _state_of(version: DocumentVersion) -> Literal["draft", "published", "retired"]:
    known: Mapping[str, Literal["draft", "published", "retired"]] = {
        "draft": "draft", "retired": "retired"
    }  # fmt: skip
    return known.get(version.state, "published")


def _ref(version: DocumentVersion) -> VersionRef:
    return VersionRef(version.document, version.language, version.number)


def _names(documents: Sequence[WantedVersion]) -> tuple[str, ...]:
    return tuple(sorted(set(map(str, documents))))
