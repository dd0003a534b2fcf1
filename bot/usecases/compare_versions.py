"""What a version changes of the one in force: clause by clause, or rule by rule."""

from dataclasses import dataclass

from bot.domain.clause_changes import ClauseChange, compare_clauses
from bot.domain.draft import Language
from bot.domain.pack_changes import RuleChange, compare_packs_content
from bot.domain.versions import RULES, VersionRef, WantedVersion
from bot.usecases.compose_library import LifePorts, contents_in_force, in_force_version
from bot.usecases.library_ports import NoSuchVersion


@dataclass(frozen=True, slots=True)
class Compared:
    """A version beside the one in force."""

    version: VersionRef
    in_force: VersionRef | None
    """None where no version of that document is in force."""
    title: str
    """The document's, "" for a rule pack."""
    state: str
    """draft, published or retired."""
    clauses: tuple[ClauseChange, ...] = ()
    rules: tuple[RuleChange, ...] = ()
    lost_pins: tuple[tuple[str, str], ...] = ()
    """(rule, clause): what rules in force name by hand and this version no longer has."""


def compare_with_force(version: VersionRef, ports: LifePorts) -> Compared:
    """What would change if that version were published now. Raises `NoSuchVersion`."""
    contents = contents_in_force(ports)
    if version.is_pack:
        there = ports.versions.pack(contents.pack) if contents else None
        state = next((each.state for each in ports.versions.packs() if each.number == version.number), "")
        changes = compare_packs_content(there, ports.versions.pack(version.number))
        in_force = VersionRef(RULES, None, contents.pack) if contents else None
        return Compared(version, in_force, "", state, rules=changes)
    stored = ports.versions.document(version)
    before = in_force_version(version.document, version.language, contents) if contents else None
    was = ports.versions.document(before).clauses if before else ()
    changed = compare_clauses(was, stored.clauses)
    pinned = _pinned(contents.pack, ports) if contents else ()
    gone = {each.was.key for each in changed if each.kind == "removed" and each.was}
    lost = tuple((rule, key) for rule, key in pinned if key in gone)
    return Compared(version, before, stored.version.title, stored.version.state, changed, lost_pins=lost)


def resolve(wanted: WantedVersion, ports: LifePorts) -> VersionRef:
    """The version that somebody means: with no number the newest draft, else the one in force.

    Raises `NoSuchVersion`, also for a document of two languages of which none is said.
    """
    found = _packs(wanted, ports) if wanted.document == RULES else _documents(wanted, ports)
    if wanted.number is None:
        drafts = [ref for ref, state in found if state == "draft"]
        found = [(ref, "") for ref in drafts] or [each for each in found if each[1] == "published"]
    languages = {ref.language for ref, _ in found}
    if len(languages) > 1:
        choices = ", ".join(sorted(f"{wanted.document}/{each}" for each in languages))
        raise NoSuchVersion(f"{wanted} is in two languages: say {choices}.")
    if not found:
        raise NoSuchVersion(f"There is no version {wanted}.")
    return found[0][0]


def _documents(wanted: WantedVersion, ports: LifePorts) -> list[tuple[VersionRef, str]]:
    return [
        (VersionRef(each.document, each.language, each.number), each.state)
        for each in ports.library.policies.documents()
        if each.document.casefold() == wanted.document.casefold()
        and wanted.language in (None, each.language)
        and wanted.number in (None, each.number)
    ]


def _packs(wanted: WantedVersion, ports: LifePorts) -> list[tuple[VersionRef, str]]:
    no_language: Language | None = None
    return [
        (VersionRef(RULES, no_language, each.number), each.state)
        for each in ports.versions.packs()
        if wanted.number in (None, each.number)
    ]


def _pinned(pack: int, ports: LifePorts) -> list[tuple[str, str]]:
    return [(rule.id, key) for rule in ports.versions.pack(pack).rules for key in rule.clauses]
