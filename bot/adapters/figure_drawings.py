"""Figures as files: pictures drawn by Matplotlib, and a table.

Names are drawn as they are written: what looks like mathematics or markup is neither.
"""

from collections.abc import Mapping, Sequence
from io import BytesIO
from threading import Lock
from typing import TYPE_CHECKING, Any

from bot.adapters.figure_charts import Chart, charts_of, days_of, in_words, summary_of, title_of
from bot.domain.draft import Language
from bot.domain.table_rows import table_row
from bot.texts import say
from bot.usecases.coaching_views import FiguresShown
from bot.usecases.figures_ports import PictureKind
from bot.usecases.tell_figures import WITHHELD, FigureRow, rows_of

if TYPE_CHECKING:
    from matplotlib.figure import Figure as MatplotlibFigure

_COLUMNS = ("from", "to", "figure", "id", "name", "count", "part")
_WIDE, _A_BAR, _A_HEADING, _TOP = 9.0, 0.28, 0.6, 1.0
"""Inches."""
_NAMES, _BARS = 0.44, 0.48
"""Of the width: the names beside the bars, the longest bar."""
_DOTS = 144
"""An inch of a PNG."""
_UNDATED: Mapping[PictureKind, dict[str, Any]] = {
    "png": {"Software": None},
    "svg": {"Date": None, "Creator": None},
}
"""What would tell one day's file, or one version's, from another's."""
_ONE_AT_A_TIME = Lock()
"""Matplotlib's settings are those of the whole process."""


class MatplotlibDrawings:
    """The port `FigureDrawings`. The library is loaded when the first picture is drawn."""

    def picture(self, shown: FiguresShown, language: Language, kind: PictureKind = "png") -> bytes:
        """The same bytes for the same figures, with the installed version of Matplotlib."""
        title, summary = title_of(shown, language), summary_of(shown, language)
        return _drawn(title, summary, charts_of(shown, language), kind)

    def in_words(self, shown: FiguresShown, language: Language) -> str:
        """As the charts, without their picture."""
        return in_words(shown, language)

    def table(self, shown: FiguresShown, language: Language) -> str:
        """With a byte order mark and, in French, semicolons, as spreadsheets expect."""
        days = [f"{each:%Y-%m-%d}" for each in days_of(shown)]
        headings = [say(f"figures.column.{each}", language) for each in _COLUMNS]
        rows = ([*days, *_cells(row, language)] for row in rows_of(shown))
        return "\ufeff" + "".join(table_row(each, language) for each in (headings, *rows))


def _cells(row: FigureRow, language: Language) -> list[str]:
    figure, ident, name, count, part = row
    if ident == WITHHELD:
        name = say("figures.others", language)
    elif figure == "verdict":
        name = say(f"verdict.{ident}", language)
    return [say(f"figures.row.{figure}", language), ident, name, str(count), str(part)]


def _drawn(title: str, summary: str, charts: Sequence[Chart], kind: PictureKind) -> bytes:
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    heights = [_A_HEADING + _A_BAR * len(each.bars) for each in charts]
    tall = _TOP + (sum(heights) or _A_HEADING)
    written = BytesIO()
    # Text stays text in an SVG; names are no mathematics.
    settings = rc_context({"svg.fonttype": "none", "svg.hashsalt": "vigie", "text.parse_math": False})
    with _ONE_AT_A_TIME, settings:
        figure = Figure((_WIDE, tall))
        figure.text(0.02, 1 - 0.32 / tall, title, size=12, weight="bold")
        figure.text(0.02, 1 - 0.5 / tall, summary, size=10, va="top", linespacing=1.5)
        top = tall - _TOP
        for chart, high in zip(charts, heights, strict=True):
            _draw_chart(figure, chart, top, high, tall)
            top -= high
        figure.savefig(written, format=kind, dpi=_DOTS, metadata=_UNDATED[kind])
    return written.getvalue()


def _draw_chart(figure: "MatplotlibFigure", chart: Chart, top: float, high: float, tall: float) -> None:
    """The heading, and below it a line a bar: its name, the bar, its number. `top`, `high`: inches."""
    figure.text(0.02, (top - 0.3) / tall, chart.heading, size=11, weight="bold")
    height = _A_BAR * len(chart.bars)
    bottom = top - _A_HEADING + 0.15 - height
    axes = figure.add_axes((_NAMES, bottom / tall, _BARS, height / tall))
    axes.axis("off")
    lines = range(len(chart.bars) - 1, -1, -1)
    counts = [each.count for each in chart.bars]
    axes.set(xlim=(0, max(*counts, 1)), ylim=(-0.5, len(chart.bars) - 0.5))
    axes.barh(lines, counts, 0.62, color=[each.colour for each in chart.bars])
    most = max(*counts, 1)
    for line, bar in zip(lines, chart.bars, strict=True):
        axes.text(-0.02 * most, line, bar.name, size=10, ha="right", va="center")
        axes.text(bar.count + 0.015 * most, line, str(bar.count), size=10, va="center")
