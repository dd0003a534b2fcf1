"""The firm's clauses to the letter, and whom to ask when they do not say."""

from bot.domain.draft import Language
from bot.domain.findings import Citation
from bot.domain.firm import Contact
from bot.domain.showing import one_line
from bot.slack.render.fitting import Room, shortened
from bot.slack.render.rich_text import Element, data, quotation, said
from bot.texts import say


def clause_quotation(clause: Citation, language: Language, room: Room) -> Element:
    """A clause: number and title, the document and its version, and its text."""
    note = f" · {say('other-language', language)}" if clause.language != language else ""
    return quotation(
        data(one_line(f"{clause.clause} {clause.title}"), room.words, "bold"),
        data(f" · {one_line(clause.document)}, v{clause.version}", room.words),
        said(note, "italic"),
        said("\n"),
        data(clause.text, room.clause),
    )


def contact(ask: Contact, language: Language, most: int) -> str:
    """Whom to ask and where, each part within `most`; a text from the firm profile: data."""
    name, *where = (
        shortened(one_line(each), most // 3)
        for each in (ask.name.in_language(language), ask.slack, ask.email)
        if each
    )
    return f"{name} ({', '.join(where)})" if where else name
