"""The ports of owning the policies, in memory. They keep the same contracts (`tests/contracts`)."""

from bot.usecases.chat_ports import CannotShow, FileRef, TryLater
from bot.usecases.library_ports import FileRefused, GivenFile
from bot.usecases.matter_ports import Role


class InMemoryRoles:
    """`Roles` of the people it is given; `faults` are raised by the next calls, one each."""

    def __init__(self, *owners: str, officers: tuple[str, ...] = (), pilot: tuple[str, ...] = ()) -> None:
        self.owners = set(owners)
        self.officers = set(officers)
        self.pilot = set(pilot)
        self.faults: list[TryLater] = []

    def has(self, person_id: str, role: Role) -> bool:
        return person_id in self.members(role)

    def members(self, role: Role) -> frozenset[str]:
        if self.faults:
            raise self.faults.pop(0)
        named = {"policy-owner": self.owners, "compliance-officer": self.officers, "pilot": self.pilot}
        return frozenset(named[role])


class InMemoryFiles:
    """`Files` that were given before, by id."""

    def __init__(self, most_bytes: int = 25_000_000) -> None:
        self.given: dict[str, GivenFile] = {}
        self._most = most_bytes

    def give(self, given: GivenFile) -> FileRef:
        """A file in the chat service, as a message names it."""
        file_id = f"F{len(self.given) + 1}"
        self.given[file_id] = given
        return FileRef(file_id, given.name, len(given.content), given.media_type)

    def fetch(self, file: FileRef) -> GivenFile:
        if file.id not in self.given:
            raise CannotShow("file_not_found")
        if len(self.given[file.id].content) > self._most:
            raise FileRefused("too-large", str(self._most // 1_000_000))
        return self.given[file.id]
