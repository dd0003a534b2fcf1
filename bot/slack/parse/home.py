"""What a person asks for on their own page: which part of it."""

from bot.slack.parse.payload import identifier, table, tables, text
from bot.usecases.home_views import FILTERS, SECTIONS, HomeWanted, QueueFilter, Section

_MOST_PAGES = 10_000


def parse_home(body: object) -> tuple[str, str, HomeWanted] | None:
    """The person, their team, and the part; None for what is not to be understood."""
    action = next(iter(tables(body, "actions")), {})
    value = text(action, "value") or text(table(action, "selected_option"), "value")
    person = identifier(table(body, "user"), "id")
    wanted = read_home_value(value)
    team = identifier(table(body, "team"), "id") or identifier(table(body, "user"), "team_id")
    return (person, team, wanted) if person and team and wanted else None


def home_value(wanted: HomeWanted) -> str:
    """What a button carries that asks for that part."""
    return f"{wanted.section}|{wanted.filter}|{wanted.page}"


def read_home_value(value: str) -> HomeWanted | None:
    """The part that a button's value names."""
    section, _, rest = value.partition("|")
    filtered, _, page = rest.partition("|")
    asked: Section | None = next((each for each in SECTIONS if each == section), None)
    chosen: QueueFilter = next((each for each in FILTERS if each == filtered), "waiting")
    if asked is None:
        return None
    number = int(page) if page.isdecimal() and page.isascii() and len(page) < 6 else 0
    return HomeWanted(asked, chosen, min(number, _MOST_PAGES))
