"""Figures as files: what is in the picture is in its words, names are names, and nothing is drawn of few."""

import csv
import io
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import pytest

from bot.adapters.figure_drawings import MatplotlibDrawings
from bot.domain.draft import Language
from bot.domain.figures import OTHERS, Cell, Figures, Waited
from bot.texts import say
from bot.usecases.coaching_views import FiguresShown

END = datetime(2026, 11, 23, tzinfo=UTC)
NAMES = {"wealth": "Équipe $x^2$ <b> & \u202efils", "sum": "=SUM(A1:A9)"}
SHOWN = FiguresShown(
    Figures(
        END - timedelta(weeks=4), END, 23, 140,
        verdicts=(Cell("ok", 90), Cell(OTHERS, 50)),
        rules=(Cell("guaranteed-return", 30), Cell("gone", 6)),
        repaired=Cell("", 12, 9),
        waited=Waited(8, timedelta(minutes=40), timedelta(hours=5)),
        contested=(Cell("guaranteed-return", 5, 2),),
        units=(Cell("wealth", 80, 41), Cell("sum", 60, 30)),
    ),
    {"guaranteed-return": "A very long title of a rule that goes on and on, beyond what a line holds"},
    NAMES,
)  # fmt: skip
NOTHING = FiguresShown(Figures(END - timedelta(weeks=4), END), {}, {})
DRAWINGS = MatplotlibDrawings()


def words_in(svg: bytes) -> list[str]:
    """The texts of a picture, each as it is read."""
    texts = ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")  # noqa: S314 - our own
    return ["".join(each.itertext()).strip() for each in texts]


def table_of(shown: FiguresShown, language: Language) -> list[dict[str, str]]:
    text = DRAWINGS.table(shown, language)
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:]), delimiter=";" if language == "fr" else ","))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_the_picture_shows_is_in_its_words(language: Language) -> None:
    written = words_in(DRAWINGS.picture(SHOWN, language, "svg"))
    told = DRAWINGS.in_words(SHOWN, language)

    assert len(written) > 12
    assert [each for each in written if each not in told] == []
    assert any("2026-11-22" in each for each in written), "the last day is in it"


def test_a_name_is_drawn_as_it_is_written() -> None:
    written = words_in(DRAWINGS.picture(SHOWN, "fr", "svg"))

    assert "Équipe $x^2$ <b> & \ufffdfils" in written
    assert any(each.startswith("A very long title") and each.endswith("…") for each in written)
    assert "gone" in written, "a rule that is no more has its id"


def test_a_png_is_one_and_the_same_figures_are_the_same_bytes() -> None:
    picture = DRAWINGS.picture(SHOWN, "en")

    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    assert picture == DRAWINGS.picture(SHOWN, "en")
    assert DRAWINGS.picture(SHOWN, "en", "svg") == DRAWINGS.picture(SHOWN, "en", "svg")


def test_of_too_few_people_there_is_a_sentence_and_no_row() -> None:
    assert say("figures.nothing", "fr", fewest=5) in words_in(DRAWINGS.picture(NOTHING, "fr", "svg"))
    assert say("figures.nothing", "fr", fewest=5) in DRAWINGS.in_words(NOTHING, "fr")
    assert table_of(NOTHING, "fr") == []


def test_the_table_has_every_figure_in_the_readers_language() -> None:
    french, english = table_of(SHOWN, "fr"), table_of(SHOWN, "en")

    assert [list(row.values())[5:] for row in french] == [list(row.values())[5:] for row in english]
    assert {"Du": "2026-10-26", "Au": "2026-11-22"}.items() <= french[0].items()
    assert [row["Nombre"] for row in french if row["Chiffre"] == "Décisions de la conformité"] == ["8"]
    assert "others, taken together" in [row["Name"] for row in english]


def test_no_cell_is_a_formula() -> None:
    assert "'=SUM(A1:A9)" in [row["Name"] for row in table_of(SHOWN, "en")]
