"""A curve between two shares, as SVG: one dot a choice, a ring around the one in force."""

from collections.abc import Iterator, Sequence

from bot.evaluation.table import percent

_SIZE, _MARGIN = 320, 44
_END, _INNER = _SIZE - _MARGIN, _SIZE - 2 * _MARGIN


def plot(points: Sequence[tuple[float, float, float]], across: str, up: str) -> str:
    """Points are (caution, share across, share up), in the order of the line; both names are escaped."""
    line = " ".join(f"{_x(right):.1f},{_y(high):.1f}" for _, right, high in points)
    return (
        f'<svg width="{_SIZE}" height="{_SIZE}" viewBox="0 0 {_SIZE} {_SIZE}" role="img">'
        f"{''.join(_axes(across, up))}"
        f'<polyline class="plot" points="{line}"/>'
        f"{''.join(_dot(*point) for point in points)}</svg>"
    )


def _x(share: float) -> float:
    return _MARGIN + _INNER * share


def _y(share: float) -> float:
    return _END - _INNER * share


def _dot(caution: float, right: float, high: float) -> str:
    kind, radius = ("here", 5) if caution == 0 else ("dot", 3)
    return (
        f'<circle class="{kind}" r="{radius}" cx="{_x(right):.1f}" cy="{_y(high):.1f}">'
        f"<title>{caution:+g}: {percent(high)} / {percent(right)}</title></circle>"
    )


def _axes(across: str, up: str) -> Iterator[str]:
    for share in (0, 0.25, 0.5, 0.75, 1):
        x, y = _x(share), _y(share)
        yield f'<path class="axis" d="M{_MARGIN} {y}H{_END}M{x} {_MARGIN}V{_END}"/>'
        yield f'<text x="{x - 8}" y="{_END + 16}">{share:.0%}</text>'
        yield f'<text x="{_MARGIN - 32}" y="{y + 4}">{share:.0%}</text>'
    yield f'<text x="{_MARGIN}" y="{_SIZE - 8}">{across} →</text>'
    yield f'<text x="4" y="{_MARGIN - 14}">↑ {up}</text>'
