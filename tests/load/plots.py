"""The figures of a load as one SVG: how long an acknowledgement takes at each rate, and the target."""

from collections.abc import Iterator, Sequence

from tests.load.clients import Acks
from tests.load.run import Outcome

_WIDTH, _HEIGHT, _MARGIN = 640, 320, 56
_COLOURS = {50: "#2b8a3e", 95: "#1864ab", 99: "#c92a2a"}


def draw(title: str, outcome: Outcome, target: float) -> str:
    """Milliseconds up, events a second across; one line a percentile."""
    measured = [each for each in outcome.measures if each.asked and each.kept]
    most = max([target * 1.2, *(each.milliseconds(99) * 1.1 for each in measured)])
    widest = max((each.asked for each in measured), default=1)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="sans-serif" '
        f'font-size="12"><rect width="100%" height="100%" fill="#fff"/>',
        f'<text x="{_MARGIN}" y="20" font-size="14">{title}: milliseconds to an acknowledgement, by events '
        "a second</text>",
        *_axes(most, widest),
        *_target(target, most),
        *(_line(measured, percent, most, widest) for percent in _COLOURS),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _x(rate: float, widest: float) -> float:
    return _MARGIN + (_WIDTH - 2 * _MARGIN) * rate / widest


def _y(value: float, most: float) -> float:
    return _HEIGHT - _MARGIN - (_HEIGHT - 2 * _MARGIN) * value / most


def _axes(most: float, widest: float) -> Iterator[str]:
    left, right, low = _MARGIN, _WIDTH - _MARGIN, _HEIGHT - _MARGIN
    for part in (0.0, 0.25, 0.5, 0.75, 1.0):
        high = _y(most * part, most)
        yield f'<path d="M{left} {high:.1f}H{right}" stroke="#dee2e6"/>'
        yield f'<text x="{left - 8}" y="{high + 4:.1f}" text-anchor="end">{most * part:.0f}</text>'
        across = _x(widest * part, widest)
        yield f'<text x="{across:.1f}" y="{low + 18}" text-anchor="middle">{widest * part:.0f}</text>'


def _target(target: float, most: float) -> Iterator[str]:
    high = _y(target, most)
    yield f'<path d="M{_MARGIN} {high:.1f}H{_WIDTH - _MARGIN}" stroke="#495057" stroke-dasharray="4 4"/>'
    yield f'<text x="{_WIDTH - _MARGIN}" y="{high - 6:.1f}" text-anchor="end">{target:.0f} ms</text>'


def _line(measured: Sequence[Acks], percent: int, most: float, widest: float) -> str:
    points = [(_x(each.asked, widest), _y(each.milliseconds(percent), most)) for each in measured]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    x, y = points[-1] if points else (_MARGIN, _HEIGHT - _MARGIN)
    colour = _COLOURS[percent]
    return (
        f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>'
        f'<text x="{x + 6:.1f}" y="{y + 4:.1f}" fill="{colour}">p{percent}</text>'
    )
