"""A matter in one line, as its author and the officers read it."""

from bot.domain.draft import Language
from bot.domain.matters import Matter
from bot.slack.render.rich_text import Element, said, when
from bot.texts import say


def matter_line(matter: Matter, language: Language) -> list[Element]:
    """What it is and how it stands; when it goes out, or until when an approval counts."""
    line = said(say(f"matter.{matter.kind}.{matter.state}", language))
    if matter.state in ("approved", "changed") and matter.good_until:
        return [
            *line,
            *said(f" ({say('matter.good-until', language)} "),
            *when(matter.good_until),
            *said(")"),
        ]
    if matter.is_waiting and matter.due:
        return [*line, *said(f" · {say('matter.due', language)} "), *when(matter.due)]
    return line
