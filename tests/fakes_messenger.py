"""The ports that show and name people, in memory. They keep the same contracts (`tests/contracts`)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count

from bot.domain.draft import Language
from bot.usecases.chat_ports import CannotShow, Person, Place
from bot.usecases.figures_ports import FigureFiles
from bot.usecases.form_views import FormView
from bot.usecases.home_views import Home
from bot.usecases.views import View


@dataclass
class Shown:
    """A message of the bot, as people see it now."""

    place: Place
    key: str
    view: View
    language: Language
    before: list[View] = field(default_factory=list)
    """What it showed earlier, oldest first."""


class InMemoryMessenger:
    """`Messenger` whose messages are there to look at. `faults` are raised by the next calls, one each;
    `after_posting` is called when a message is there and before its `ts` is known."""

    def __init__(self) -> None:
        self.messages: dict[str, Shown] = {}
        self.statuses: dict[Place, Language] = {}
        self.private: list[tuple[str, View, Language]] = []
        """What was answered to commands where they were typed, and at which address."""
        self.alone: list[tuple[Place, str, View]] = []
        """What one person of a channel was shown alone."""
        self.pages: dict[str, FormView] = {}
        self.closed: set[str] = set()
        """Pages that their reader closed."""
        self.homes: dict[str, Home] = {}
        self.files: list[tuple[Place, FigureFiles, Language]] = []
        self.expired: set[str] = set()
        """Addresses that are good no more."""
        self.faults: list[Exception | None] = []
        self.after_posting: Callable[[], None] = lambda: None
        self._numbers = count(1)

    @property
    def views(self) -> list[View]:
        """What every message shows now."""
        return [shown.view for shown in self.messages.values()]

    def show_status(self, place: Place, language: Language) -> None:
        self.statuses[place] = language

    def clear_status(self, place: Place) -> None:
        self.statuses.pop(place, None)

    def post(self, place: Place, key: str, view: View, language: Language) -> str:
        self._fail()
        ts = f"1800000000.{next(self._numbers):06}"
        self.messages[ts] = Shown(place, key, view, language)
        self.statuses.pop(place, None)
        self.after_posting()
        return ts

    def find(self, place: Place, key: str) -> str | None:
        self._fail()
        for ts, shown in self.messages.items():
            if (shown.place, shown.key) == (place, key):
                return ts
        return None

    def edit(self, place: Place, ts: str, view: View, language: Language) -> None:
        self._fail()
        if ts not in self.messages:
            raise CannotShow("message_not_found")
        shown = self.messages[ts]
        shown.before.append(shown.view)
        shown.view, shown.language = view, language

    def answer_command(self, reply_to: str, view: View, language: Language, *, instead: bool = False) -> None:
        self._fail()
        if reply_to in self.expired:
            raise CannotShow("expired_url")
        self.private.append((reply_to, view, language))
        self.after_posting()

    def tell_alone(self, place: Place, person_id: str, view: View, language: Language) -> None:
        self._fail()
        self.alone.append((place, person_id, view))

    def fill_form(self, view_id: str, form: FormView, language: Language) -> None:
        self._fail()
        if view_id not in self.closed:
            self.pages[view_id] = form

    def show_home(self, person_id: str, home: Home, language: Language) -> None:
        self._fail()
        self.homes[person_id] = home

    def link_to(self, place: Place, ts: str) -> str:
        return f"https://chat.example/{place.channel}/{ts}"

    def share_figures(self, place: Place, files: FigureFiles, language: Language) -> str:
        self._fail()
        self.files.append((place, files, language))
        self.after_posting()
        return f"F{len(self.files)}"

    def conversation_with(self, person_id: str) -> str:
        self._fail()
        return f"D{person_id}"

    def _fail(self) -> None:
        fault = self.faults.pop(0) if self.faults else None
        if fault:
            raise fault


class InMemoryDirectory:
    """`Directory` of the people it is given; anybody else is a guest."""

    def __init__(self, *people: Person) -> None:
        self.people = {each.id: each for each in people}

    def person(self, person_id: str) -> Person:
        return self.people.get(person_id) or Person(person_id, "", "en", guest=True)
