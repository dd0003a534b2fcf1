"""The account, the brand and the firm's line: what stands between the verdict and the problems."""

from collections.abc import Iterator

from bot.domain.draft import Language
from bot.domain.notices import Notice
from bot.domain.showing import one_line
from bot.slack.ids import ACCOUNT_FIRM, ACCOUNT_OWN, END_NOTICE, POST_NOTICE
from bot.slack.render.fitting import Room
from bot.slack.render.rich_text import (
    Block,
    Element,
    actions,
    bullets,
    button,
    buttons,
    data,
    divider,
    paragraph,
    quotation,
    rich_text,
    said,
    section,
    when,
)
from bot.texts import say
from bot.usecases.line_views import Against, AgainstLine, NoticeBoard, OffBrand, WrongAccount
from bot.usecases.views import Reviewed

_NAME = 120


def draw_against_line(remark: AgainstLine, view: Reviewed, language: Language, room: Room) -> Iterator[Block]:
    """Both texts, the firm's first."""
    for each in remark.found:
        yield rich_text(*_against(each, language, room))


def _against(found: Against, language: Language, room: Room) -> Iterator[Element]:
    what = say(f"line.{found.kind}", language)
    head = [
        said(f"{what} ", "bold"),
        data(one_line(found.title), _NAME, "bold"),
    ]
    if found.until:
        head += [said(f" {say('line.until', language)} "), when(found.until)]
    yield section(*head)
    yield quotation(data(found.asked, room.words))
    yield section(said(say("line.your-sentence", language)))
    yield quotation(data(found.sentence, room.words))


def draw_wrong_account(
    remark: WrongAccount, view: Reviewed, language: Language, room: Room
) -> Iterator[Block]:
    """For which account it was read and how it reads; the other is a button away."""
    yield rich_text(section(said(say(f"line.account.{remark.reads}", language))))
    if not view.aside:
        other = ACCOUNT_FIRM if remark.reads == "as-firm" else ACCOUNT_OWN
        label = "line.account.to-firm" if remark.reads == "as-firm" else "line.account.to-own"
        yield buttons(view.card, (other, say(label, language)))


def draw_off_brand(remark: OffBrand, view: Reviewed, language: Language, room: Room) -> Iterator[Block]:
    """What is written, and what the firm writes."""
    lines = [
        section(
            data(each.found, _NAME, "bold"), said(f" {say('line.write', language)} "), data(each.write, _NAME)
        )
        for each in remark.found
    ]
    yield rich_text(section(said(say("line.brand", language))), bullets(lines))


def draw_notices(board: NoticeBoard, language: Language) -> Iterator[Block]:
    """On the owners' page: each with the way to end it, and the way to post one."""
    yield divider()
    yield rich_text(
        section(said(say("line.notices", language), "bold"), said("\n" + say("line.notices.about", language)))
    )
    yield actions(button(POST_NOTICE, say("line.notices.post", language), "new"))
    if not board.notices:
        yield paragraph(say("line.notices.none", language), "italic")
    for each in board.notices:
        yield rich_text(section(*_notice(each, board, language)))
        asked = ("title", "text", "confirm", "deny")
        confirm = {name: say(f"line.notices.end.{name}", language) for name in asked}
        yield actions(button(END_NOTICE, say("line.notices.end", language), each.id, confirm=confirm))


def _notice(notice: Notice, board: NoticeBoard, language: Language) -> list[list[Element]]:
    holds = say("line.notices.holds" if notice.is_in_force(board.now) else "line.notices.will", language)
    what = f" · {say(f'line.kind.{notice.kind}', language)} · {holds}"
    days = [part for each in (notice.since, notice.until) if each for part in (said(" · "), when(each))]
    words = data("\n" + ", ".join(notice.words), 300, "italic")
    name = data(one_line(notice.title), _NAME, "bold")
    return [name, said(what), *days, data(f"\n{notice.text}", 600), words]
