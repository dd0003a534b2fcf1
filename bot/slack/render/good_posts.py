"""Good posts in messages and on a person's own page: lists, a line on a card, a word to who is concerned.

The text whole is on a page of its own (`forms/good_posts`), which closes.
"""

from collections.abc import Iterator, Sequence

from bot.domain.draft import Language
from bot.domain.showing import one_line
from bot.slack.ids import READ_GOOD_POST, SETTLE_GOOD_POST, TAKE_BACK_GOOD_POST
from bot.slack.render.fitting import Room
from bot.slack.render.rich_text import (
    Block,
    Element,
    Message,
    actions,
    button,
    data,
    paragraph,
    quotation,
    rich_text,
    said,
    section,
    small,
    when,
)
from bot.texts import say
from bot.usecases.good_post_views import (
    GoodPostItem,
    GoodPostNews,
    GoodPostsFound,
    GoodPostTold,
    NearExample,
)
from bot.usecases.views import Reviewed

_NAME = 80
_BEGINNING = 400


def draw_near_example(near: NearExample, view: Reviewed, language: Language, room: Room) -> Iterator[Block]:
    """That there is one, and the way to it; nothing where no button could be answered."""
    if not view.aside:
        yield small(say("good-post.near", language))
        yield actions(button(READ_GOOD_POST, say("good-post.button.read-near", language), near.matter))


def listed_good_posts(items: Sequence[GoodPostItem], language: Language) -> Iterator[Block]:
    """The beginning of each, whose it is where they are named, and what may be done with it."""
    for item in items:
        yield rich_text(
            section(*_about(item, language)), quotation(data(one_line(item.beginning), _BEGINNING))
        )
        yield actions(*_buttons(item, language))


def _about(item: GoodPostItem, language: Language) -> Iterator[list[Element]]:
    name = say("good-post.mine", language) if item.mine else one_line(item.author)
    if name:
        yield data(name, _NAME, "bold")
        yield said(" · ")
    yield said(f"{say(f'slack.platform.{item.platform}', language)} · ")
    yield when(item.at)


def _buttons(item: GoodPostItem, language: Language) -> Iterator[Element]:
    yield button(READ_GOOD_POST, say("good-post.button.read", language), item.matter)
    if item.mine:
        yield _take_back(item.matter, language)


def _take_back(matter: str, language: Language) -> Element:
    label = say("good-post.button.back", language)
    asked = {
        "title": say("good-post.back.title", language),
        "text": say("good-post.back.text", language),
        "confirm": label,
        "deny": say("form.cancel", language),
    }
    return button(TAKE_BACK_GOOD_POST, label, matter, confirm=asked)


def draw_good_posts_found(view: GoodPostsFound, language: Language) -> Message:
    """What a search found; that it found nothing, and how to search."""
    if not view.items:
        text = say("good-post.search.nothing" if view.words else "good-post.search.none-yet", language)
        return Message(text, [paragraph(text), small(say("good-post.search.how", language))])
    count = len(view.items)
    text = say("good-post.search.found" if view.words else "good-post.search.newest", language, count=count)
    return Message(text, [paragraph(text, "bold"), *listed_good_posts(view.items, language)])


def draw_good_post_news(view: GoodPostNews, language: Language) -> Message:
    """To the owners: who offers a text, and how that stands; nothing of the text."""
    text = say(f"good-post.news.{view.matter.state}", language)
    who = section(data(one_line(view.author), _NAME, "bold"), said(" · "), when(view.matter.opened_at))
    blocks = [rich_text(section(said(text)), who)]
    if view.matter.is_waiting:
        label = say("good-post.button.settle", language)
        blocks.append(actions(button(SETTLE_GOOD_POST, label, view.matter.id)))
    return Message(text, blocks)


def draw_good_post_told(view: GoodPostTold, language: Language) -> Message:
    """To its author: how it stands, in whose words, and the way to take it back."""
    matter, room = view.matter, Room()
    text = say(f"good-post.told.{matter.state}", language)
    lines = [section(said(text, "bold"))]
    # Once it is decided, the first message says so and no more: what follows is in the one that tells it.
    is_here = bool(view.by) or matter.state in ("open", "taken-back")
    if is_here:
        lines.append(section(said(say(f"good-post.told.{matter.state}.next", language))))
    if view.by:
        lines.append(section(data(say("good-post.told.by", language, name=one_line(view.by)), _NAME * 2)))
    if view.note:
        lines.append(quotation(data(view.note, room.words * 2)))
    blocks: list[Block] = [rich_text(*lines)]
    if is_here and matter.state in ("open", "accepted"):
        blocks.append(actions(_take_back(matter.id, language)))
    return Message(text, blocks)
