"""A person's own page as Slack is given it: legal, whatever is in it, and the same as the golden files."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any, get_args

import pytest

from bot.domain.figures import OTHERS, Cell, Figures, Waited
from bot.domain.matters import MATTER_STATES, Matter
from bot.domain.maturity import Facts, standing_by
from bot.slack.ids import HOME
from bot.slack.render.home import draw_home
from bot.texts import LANGUAGES, Language
from bot.usecases.coaching_views import FiguresShown
from bot.usecases.good_post_views import GoodPostItem
from bot.usecases.home_views import (
    FILTERS,
    SECTIONS,
    Home,
    HomeWanted,
    MatterItem,
    MineItem,
    NotShown,
    Section,
)
from bot.usecases.learning_ports import Attempt
from bot.usecases.quiz_views import LearningHome, NoQuiz, RoleFigure
from tests.publications import MONDAY

LINK = "https://x.example"
FIGURES = FiguresShown(
    Figures(
        MONDAY - timedelta(weeks=4), MONDAY, 12, 40,
        (Cell("ok", 21), Cell("revise", 12), Cell(OTHERS, 7)),
        (Cell("guaranteed-return", 9),),
        Cell("repaired", 11, 9),
        Waited(8, timedelta(minutes=50), timedelta(hours=30)),
        (Cell("guaranteed-return", 6, 2),),
        (Cell("wealth", 30, 17), Cell(OTHERS, 10, 4)),
    ),
    {"guaranteed-return": "Rendement garanti <!channel>"},
    {"wealth": "Gestion de patrimoine"},
)  # fmt: skip
STANDING = standing_by(
    Facts(2, 1, True, 7, 10, 2, 0, (timedelta(hours=3),), timedelta(), 0, timedelta(), examples=9)
)
LEARNING = LearningHome(
    "expert",
    Attempt(
        "T1", "U1", "certification", "expert", 2, MONDAY, 9, 10, True, "1", "E1",
        MONDAY + timedelta(days=365),
    ),
    NoQuiz("certified", MONDAY + timedelta(days=365)),
    (("Rendement garanti <!channel>", MONDAY),),
    (RoleFigure("employee", 12, 0), RoleFigure("expert", None), RoleFigure("paid", 8)),
)  # fmt: skip
LONG = "Un très long début <!channel> *gras* @amelie " * 5


def matter(kind: Any, state: Any, **more: Any) -> Matter:
    """A matter of that kind."""
    return Matter(
        "M1", kind, "T1", "U1", "c1", "r1", state, MONDAY, "U1", "fr", due=MONDAY + timedelta(hours=5),
        good_until=MONDAY + timedelta(days=30), **more,
    )  # fmt: skip


REQUESTS = tuple(
    matter("request", each) for each in ("open", "asked", "approved", "changed", "rejected", "void")
)
ITEMS: dict[str, tuple[MatterItem, ...]] = {
    "queue": tuple(MatterItem(each, "Amélie Tremblay", (), "Nadia Benali", LINK) for each in REQUESTS),
    "sample": (MatterItem(matter("sample", "open"), "Amélie Tremblay"),),
    "incidents": (
        MatterItem(matter("incident", "open"), "Amélie Tremblay", ("Client reconnaissable",)),
        MatterItem(matter("incident", "handled"), "James Whitaker", ("Client reconnaissable",)),
    ),
    "disagreements": (MatterItem(matter("disagreement", "open"), "Amélie Tremblay", ("Rendement garanti",)),),
    "offers": (MatterItem(matter("good-post", "open"), "Amélie Tremblay"),),
}
EXAMPLES = (
    GoodPostItem("G1", MONDAY, LONG[:120], "linkedin", "James Whitaker"),
    GoodPostItem("G2", MONDAY, LONG[:120], "x", mine=True),
)
NOT_SHOWN: tuple[NotShown | None, ...] = (*get_args(NotShown), None, None, None)
MINE = tuple(
    MineItem(
        f"c{number}", MONDAY, verdict, "linkedin", "" if not_shown else LONG[:120], (each,), LINK, not_shown
    )
    for number, (verdict, each, not_shown) in enumerate(
        zip(("ok", "approval", "revise", "block", "ok", "ok"), REQUESTS, NOT_SHOWN, strict=True)
    )
)  # fmt: skip


def page(section: Section, **more: Any) -> Home:
    """A full page."""
    shown = MINE if section == "mine" else ()
    counts: Any = (("queue", 3), ("incidents", 1))
    return Home(
        SECTIONS,
        HomeWanted(section, page=1),
        counts,
        shown,
        ITEMS.get(section, ()),
        EXAMPLES if section == "examples" else (),
        more=True,
        firm="Rivière",
        figures=FIGURES if section == "figures" else None,
        learning=LEARNING if section == "learning" else None,
        standing=STANDING if section == "maturity" else None,
        **more,
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("section", [each for each in SECTIONS if each not in ("policies", "library")])
def test_every_part_reads_as_its_golden_file(section: Section, language: Language, golden: Any) -> None:
    drawn = json.dumps(draw_home(page(section), language), ensure_ascii=False, indent=2)
    golden(f"slack/home-{section}.{language}.json", drawn + "\n")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("section", SECTIONS)
def test_slack_takes_every_part_full_or_empty(section: Section, language: Language) -> None:
    for shown in (page(section), Home(SECTIONS, HomeWanted(section)), Home((), HomeWanted(), refused=True)):
        view = draw_home(shown, language)
        assert len(view["blocks"]) <= 100
        assert "mrkdwn" not in str(view)
        actions = [
            each["action_id"]
            for block in view["blocks"]
            for each in block.get("elements", ())
            if "action_id" in each
        ]
        assert all(actions)


def test_every_state_of_a_matter_has_its_words_in_both_languages() -> None:
    for language in LANGUAGES:
        for each in REQUESTS:
            shown = replace(page("queue"), matters=(MatterItem(each, "A"),))
            assert each.state in MATTER_STATES
            assert draw_home(shown, language)


def buttons_of(block: dict[str, Any]) -> list[dict[str, Any]]:
    """The buttons of a row."""
    return [each for each in block.get("elements", ()) if each.get("type") == "button"]


def test_the_buttons_of_a_row_have_each_their_own_action() -> None:
    for section in SECTIONS:
        for block in draw_home(page(section), "fr")["blocks"]:
            names = [each["action_id"] for each in buttons_of(block)]
            assert len(names) == len(set(names))


def test_the_page_asks_for_nothing_but_its_own_parts() -> None:
    view = draw_home(page("queue"), "en")
    buttons = [each for block in view["blocks"] for each in buttons_of(block)]
    assert all(each["action_id"].startswith(f"{HOME}_") for each in buttons)
    assert {each["value"].split("|")[1] for each in buttons} >= set(FILTERS)
