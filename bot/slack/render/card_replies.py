"""What a reply in public needs, on the card of its review."""

from collections.abc import Iterator

from bot.domain.draft import Language
from bot.domain.showing import one_line
from bot.slack.render.fitting import Room
from bot.slack.render.rich_text import Block, Element, bullets, data, rich_text, said, section, to_copy
from bot.texts import say
from bot.usecases.reply_views import ReplyNeeds
from bot.usecases.views import Reviewed


def draw_reply(remark: ReplyNeeds, view: Reviewed, language: Language, room: Room) -> Iterator[Block]:
    """What it answers and by when, what is there and what is not, and words that may be copied."""
    title = said(f"💬 {say(f'reply.to.{remark.to}', language)}", "bold")
    when = [said(f"\n{say('reply.hours', language, count=remark.hours)}")]
    if remark.team:
        team = one_line(remark.team.in_language(language))
        when.append(data(f" {say('reply.team', language, team=team)}", room.words // 3))
    yield rich_text(section(title, *when), bullets(_needs(remark, language)))
    if remark.example:
        yield from draw_words_to_copy(remark.example, language, room)


def draw_words_to_copy(words: str, language: Language, room: Room) -> Iterator[Block]:
    """The firm's own, ready to copy."""
    title = section(said(say("reply.example", language), "bold"))
    yield rich_text(title, to_copy(data(words, room.rewrite)))


def _needs(remark: ReplyNeeds, language: Language) -> Iterator[Element]:
    for need in remark.missing:
        yield section(said(f"⚪ {say(f'reply.missing.{need}', language)}", "bold"))
    for need in remark.met:
        yield section(said(f"✅ {say(f'reply.met.{need}', language)}"))
