"""A person's own page: the parts that their role gives them as a row of buttons, and the one that is open."""

from collections.abc import Iterator

from bot.domain.draft import Language
from bot.domain.matters import Matter
from bot.domain.showing import one_line
from bot.slack.ids import (
    CHOOSE_FILE,
    DRAW_SAMPLE,
    HANDLE_INCIDENT,
    HOME,
    READ_INCIDENT,
    READ_SAMPLE,
    SETTLE,
    SETTLE_GOOD_POST,
)
from bot.slack.render.balance import draw_balance
from bot.slack.render.card import VERDICT_SYMBOLS
from bot.slack.render.card_line import draw_notices
from bot.slack.render.card_speaker import draw_speaker_known
from bot.slack.render.figures import draw_figures_page
from bot.slack.render.forms.parts import View
from bot.slack.render.good_posts import listed_good_posts
from bot.slack.render.learning import draw_learning_home
from bot.slack.render.matter_words import matter_line
from bot.slack.render.maturity import draw_maturity
from bot.slack.render.policy_lists import draw_policy_history, draw_policy_list
from bot.slack.render.rich_text import (
    Block,
    Element,
    actions,
    button,
    data,
    divider,
    header,
    link,
    paragraph,
    rich_text,
    said,
    section,
    small,
    when,
)
from bot.texts import say
from bot.usecases.home_views import FILTERS, Home, HomeWanted, MatterItem, MineItem, QueueFilter, Section

_NAME = 80
_BUTTONS: dict[Section, tuple[str, ...]] = {
    "sample": (READ_SAMPLE,),
    "incidents": (READ_INCIDENT, HANDLE_INCIDENT),
    "disagreements": (SETTLE,),
    "offers": (SETTLE_GOOD_POST,),
}
"""What may be done with what waits, beside it; a request is decided where it was posted."""

_NO_LISTS: tuple[Section, ...] = ("policies", "library", "figures", "maturity", "learning")
"""Sections that are never empty."""


def draw_home(home: Home, language: Language) -> View:
    """The page as a view of the home tab."""
    blocks = [paragraph(say("refused.guest", language))] if home.refused else list(_blocks(home, language))
    return {"type": "home", "blocks": blocks}


def _blocks(home: Home, language: Language) -> Iterator[Block]:
    counts = dict(home.counts)
    yield actions(*(_section_button(each, counts.get(each, 0), home, language) for each in home.sections))
    yield header(say(f"home.{home.wanted.section}", language))
    yield small(say(f"home.{home.wanted.section}.about", language, firm=home.firm))
    if home.trial:
        yield paragraph(say("trial.home", language))
        return
    yield from _top(home, language)
    yield from _of_its_own(home, language)
    for mine in home.mine:
        yield rich_text(*_mine(mine, language))
    for item in home.matters:
        yield from _item(item, language)
    yield from listed_good_posts(home.examples, language)
    listed = home.mine or home.matters or home.examples
    if home.wanted.section not in _NO_LISTS and not listed:
        yield paragraph(say(f"home.{home.wanted.section}.none", language), "italic")
    yield from _pages(home, language)


def _of_its_own(home: Home, language: Language) -> Iterator[Block]:
    """What a section shows that is no list of reviews or matters."""
    if home.figures:
        yield from draw_figures_page(home.figures, language)
    if home.learning:
        yield from draw_learning_home(home.learning, language)
    if home.standing:
        yield from draw_maturity(home.standing, language)
    if home.balance:
        yield from draw_balance(home.balance, language)
    if home.notices:
        yield from draw_notices(home.notices, language)
    if home.policies:
        yield from draw_policy_list(home.policies, language).blocks
    if home.history:
        yield divider()
        yield from draw_policy_history(home.history, language).blocks


def _section_button(name: Section, count: int, home: Home, language: Language) -> Element:
    label = say(f"home.{name}", language) + (f" ({count})" if count else "")
    style = "primary" if name == home.wanted.section else ""
    return button(f"{HOME}_{name}", label, _value(HomeWanted(name)), style)


def _top(home: Home, language: Language) -> Iterator[Block]:
    """What may be done with the section as a whole."""
    here = home.wanted
    if home.speaker:
        yield from draw_speaker_known(home.speaker, language)
    if here.section == "library":
        yield actions(button(CHOOSE_FILE, say("policy.button.choose-file", language), "form"))
    elif here.section in ("queue", "sample", "incidents", "disagreements", "offers"):
        filters = FILTERS if here.section == "queue" else ("waiting", "decided")
        row = [_filter_button(each, here, language) for each in filters]
        if here.section == "sample":
            row.append(button(DRAW_SAMPLE, say("home.draw", language), "form"))
        yield actions(*row)


def _filter_button(name: QueueFilter, here: HomeWanted, language: Language) -> Element:
    style = "primary" if name == here.filter else ""
    value = _value(HomeWanted(here.section, name))
    return button(f"{HOME}_filter_{name}", say(f"home.filter.{name}", language), value, style)


def _mine(item: MineItem, language: Language) -> Iterator[Element]:
    symbol, verdict = VERDICT_SYMBOLS[item.verdict], say(f"verdict.{item.verdict}", language)
    platform = say(f"slack.platform.{item.platform}", language)
    parts = [said(f"{symbol} {verdict}", "bold"), said(f" · {platform} · "), when(item.at)]
    if item.link:
        parts += [said(" · "), link(item.link, say("home.open", language))]
    text = data(f"\n{one_line(item.beginning)}", 300)
    if item.not_shown:
        text = said(f"\n{say(f'home.not-shown.{item.not_shown}', language)}")
    yield section(*parts, text)
    for matter in item.matters[:3]:
        yield section(matter_line(matter, language))


def _item(item: MatterItem, language: Language) -> Iterator[Block]:
    matter = item.matter
    parts = [data(item.author, _NAME, "bold"), said(" · "), when(matter.opened_at)]
    if item.link:
        parts += [said(" · "), link(item.link, say("home.open", language))]
    if item.titles:
        parts.append(data("\n" + ", ".join(map(one_line, item.titles)), 300))
    parts += [said("\n"), matter_line(matter, language)]
    if item.taken_by:
        parts.append(data("\n" + say("home.taken-by", language, officer=one_line(item.taken_by)), _NAME * 2))
    yield rich_text(section(*parts))
    if matter.is_waiting and matter.kind != "request":
        yield actions(*_item_buttons(matter, language))


def _item_buttons(matter: Matter, language: Language) -> Iterator[Element]:
    kinds: dict[str, Section] = {
        "sample": "sample", "incident": "incidents", "disagreement": "disagreements", "good-post": "offers",
    }  # fmt: skip
    for action in _BUTTONS[kinds[matter.kind]]:
        yield button(action, say(f"home.button.{action}", language), matter.id)


def _pages(home: Home, language: Language) -> Iterator[Block]:
    here, row = home.wanted, []
    if here.page:
        before = HomeWanted(here.section, here.filter, here.page - 1)
        row.append(button(f"{HOME}_previous", say("home.previous", language), _value(before)))
    if home.more:
        after = HomeWanted(here.section, here.filter, here.page + 1)
        row.append(button(f"{HOME}_next", say("home.next", language), _value(after)))
    if row:
        yield actions(*row)


def _value(wanted: HomeWanted) -> str:
    return f"{wanted.section}|{wanted.filter}|{wanted.page}"
