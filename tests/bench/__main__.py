"""`make bench`: measure, print a table, write the same as JSON. It informs; only `--check` judges."""

import argparse
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from tests.bench.archive import LARGE as MANY_RECORDS
from tests.bench.archive import SMALL as FEW_RECORDS
from tests.bench.archive import measure_archive
from tests.bench.figures import CannotMeasure, Part
from tests.bench.first_draft import measure_first_draft
from tests.bench.floor import WARM_LENGTH, measure_floor, measure_warm
from tests.bench.library import LARGE, SMALL, measure_library
from tests.bench.model import measure_model
from tests.bench.page import measure_page
from tests.bench.posts import ROOT, distinct_posts, lengths, read_source
from tests.bench.processes import Vigie, measure_cold, measure_jsonl
from tests.bench.report import machine, table, write_json
from tests.bench.slack_door import measure_slack_door
from tests.bench.textlint import measure_textlint

PARTS = (
    "cold",
    "warm",
    "model",
    "jsonl",
    "slack",
    "floor",
    "textlint",
    "page",
    "start",
    "library",
    "archive",
)


def main(arguments: Sequence[str]) -> int:
    """Measure the parts asked for; 1 when one could not be measured or, with `--check`, misses its target."""
    options = _options(arguments)
    try:
        source = read_source()
    except CannotMeasure as reason:
        print(f"Cannot measure: {reason}", file=sys.stderr)
        return 1
    posts = distinct_posts(source.rules)
    sizes, where = lengths(posts), machine()
    print("Python {python}, {system}, {cores} cores, load {load[0]}".format(**where))
    print(
        "{posts} posts of {min} to {max} characters, median {median:.0f}:".format(**sizes),
        "the rules' examples and tests/evals\n",
    )
    with tempfile.TemporaryDirectory(prefix="vigie-bench-") as folder:
        vigie = Vigie(Path(folder))
        measures: dict[str, Callable[[], Part]] = {
            "cold": partial(measure_cold, vigie, _typical(posts)),
            "warm": partial(measure_warm, vigie.data, posts),
            "model": partial(measure_model, vigie.data, posts),
            "jsonl": partial(measure_jsonl, vigie, posts),
            "slack": partial(measure_slack_door, vigie, posts),
            "floor": partial(measure_floor, source, posts),
            "textlint": partial(measure_textlint, source, posts),
            "page": measure_page,
            "start": measure_first_draft,
            "library": partial(measure_library, LARGE if options.large else SMALL),
            "archive": partial(measure_archive, MANY_RECORDS if options.long else FEW_RECORDS),
        }
        if {"cold", "warm", "model", "jsonl", "slack"} & set(options.parts):
            measures = {"publish": partial(_publish, vigie), **measures}
        wanted = ("publish", *options.parts)
        parts = [_measured(name, measure) for name, measure in measures.items() if name in wanted]
    figures = [figure for part in parts for figure in part.figures]
    print(f"\n{table(figures)}")
    write_json(options.json, parts, sizes, where)
    missed = any(figure.met is False for figure in figures)
    return int(any(part.failed for part in parts) or (options.check and missed))


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    reader = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    reader.add_argument(
        "parts",
        nargs="*",
        help=f"what to measure: {', '.join(PARTS)} (default: everything, a smaller library and archive)",
    )
    reader.add_argument(
        "--json", type=Path, default=ROOT / "data" / "bench.json", help="where to write the figures"
    )
    reader.add_argument("--check", action="store_true", help="exit with 1 when a target is missed")
    options = reader.parse_args(arguments)
    unknown = set(options.parts) - set(PARTS)
    if unknown:
        reader.error(f"there is no part {', '.join(sorted(unknown))}")
    options.large, options.long = "library" in options.parts, "archive" in options.parts
    options.parts = options.parts or PARTS
    return options


def _publish(vigie: Vigie) -> Part:
    vigie.run("policies", "publish")
    return Part("publish")


def _measured(name: str, measure: Callable[[], Part]) -> Part:
    print(f"{name} …", end=" ", flush=True)
    try:
        part = measure()
    except CannotMeasure as reason:
        part = Part(name, remarks=(f"Cannot measure: {reason}",), failed=True)
    print(
        "could not be measured"
        if part.failed
        else "done"
        if part.figures or name == "publish"
        else "left out"
    )
    for remark in part.remarks:
        print(f"  {remark}")
    return part


def _typical(posts: Sequence[str]) -> str:
    """The longest post that is still short: what a cold start is measured on."""
    return max((post for post in posts if len(post) <= WARM_LENGTH), key=len, default=posts[0])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
