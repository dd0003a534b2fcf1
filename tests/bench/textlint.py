"""The peer: textlint with prh on the same phrase and pattern expressions and the same texts.

What is fairest to textlint is done: one process, one file of plain text with one folded post a line
(no parsing of Markdown, no opening of files), its start-up taken off, and Vigie's guards, conditions
and severities left out on our side: both only look for the expressions. `.bench/` keeps what npm
installs, in exact versions; nothing of it is committed.
"""

import json
import shutil
import subprocess
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.domain.folding import fold, fold_words
from bot.domain.matching import Expression, LiteralIndex
from bot.domain.pack import compile_pack
from tests.bench.figures import CannotMeasure, Figure, Part, cpu_rate
from tests.bench.javascript import can_match_nothing, misses_with_ascii_words, refused_by, to_javascript
from tests.bench.posts import ROOT, Source
from tests.bench.processes import children_cpu

FOLDER = ROOT / ".bench"
VERSIONS = {"textlint": "15.8.0", "textlint-rule-prh": "6.1.0", "prh": "5.4.4"}
RATIO = 12
_PASSES, _INSTALL_SECONDS, _RUN_SECONDS = 5, 300, 600

Hits = Counter[tuple[int, int]]
"""How often (line, expression) was found."""


@dataclass(frozen=True, slots=True)
class Found:
    """An expression found in a line, from `start` to `end`."""

    expression: int
    start: int
    end: int

    def overlaps(self, other: "Found") -> bool:
        """Whether the other is another one and shares a character with this one."""
        return self is not other and self.start < other.end and other.start < self.end


@dataclass(frozen=True)
class Exported:
    """Expressions that both engines take, and why others were left out."""

    expressions: tuple[Expression, ...]
    javascript: tuple[str, ...]
    left_out: Counter[str]


def measure_textlint(source: Source, posts: Sequence[str]) -> Part:
    """Both engines on the same expressions and texts; left out where Node, npm or a registry is not there."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        return Part("textlint", remarks=("Node and npm are not both here: no comparison with textlint.",))
    if not _installed(npm):
        return Part("textlint", remarks=("npm could not install textlint: no comparison.",))
    exported = export(source, node)
    lines = [line for line in map(_one_line, posts) if line]
    index = LiteralIndex(exported.expressions)
    ours_rate = cpu_rate(lambda line: _found(index, line), lines, _PASSES)
    ours, overlapping = _our_hits(index, lines)
    theirs_rate, theirs, start = _textlint(node, exported, lines)
    return Part(
        "textlint",
        (
            Figure(
                "the same expressions: Vigie",
                ours_rate,
                "posts/CPU-s",
                f"median of {_PASSES} passes over {len(lines)} posts",
            ),
            Figure(
                "the same: textlint + prh",
                theirs_rate,
                "posts/CPU-s",
                f"one run over the same, less {start:.1f} s to start",
            ),
            Figure("ratio", ours_rate / theirs_rate, "times", "of the two above, CPU", RATIO),
            Figure("hits: Vigie", ours.total(), "", "without guards and conditions"),
            Figure("hits: textlint + prh", theirs.total(), "", "messages"),
        ),
        _remarks(exported, lines, ours, overlapping, theirs),
    )


def export(source: Source, node: str) -> Exported:
    """The phrase and pattern expressions on plain folded text that JavaScript takes too."""
    pack = compile_pack(source.rules, source.topics, source.firm)
    detectors = [
        each for rule in pack.rules for each in rule.detectors if each.detector.kind in ("phrase", "pattern")
    ]
    left_out: Counter[str] = Counter()
    usable: dict[str, tuple[Expression, str]] = {}
    for expression in (each for detector in detectors for each in detector.expressions):
        translated = to_javascript(expression.source)
        if expression.view != "plain":
            left_out["about case or accents"] += 1
        elif can_match_nothing(expression.source):
            left_out["able to match nothing"] += 1
        elif translated is None:
            left_out["without a JavaScript form"] += 1
        else:
            usable[expression.source] = expression, translated
    refused = refused_by(node, [translated for _, translated in usable.values()])
    left_out["refused by JavaScript"] += len(refused)
    kept = [each for each in usable.values() if each[1] not in refused]
    return Exported(tuple(each for each, _ in kept), tuple(each for _, each in kept), +left_out)


def _one_line(post: str) -> str:
    """A post as both engines read it: folded, on one line, and the same when folded again."""
    line = " ".join(post.split())
    for _ in range(3):
        line = fold_words(line)
    return " ".join(line.split())


def _found(index: LiteralIndex, line: str) -> list[Found]:
    folded = fold(line)
    return [
        Found(number, *match.span())
        for number in sorted(index.candidates(folded))
        for match in index.expressions[number].compiled.finditer(folded.plain)
    ]


def _our_hits(index: LiteralIndex, lines: Sequence[str]) -> tuple[Hits, Hits]:
    """Our hits, and those of them that overlap another one, of which prh keeps a single one."""
    hits, overlapping = Hits(), Hits()
    for row, line in enumerate(lines):
        found = _found(index, line)
        hits.update((row, each.expression) for each in found)
        overlapping.update((row, each.expression) for each in found if any(map(each.overlaps, found)))
    return hits, overlapping


def _installed(npm: str) -> bool:
    """Whether textlint is in `.bench/` in the versions wanted, installing it where it is not."""
    wanted = json.dumps({"private": True, "dependencies": VERSIONS}, indent=1) + "\n"
    package = FOLDER / "package.json"
    if package.is_file() and package.read_text(encoding="utf-8") == wanted and _program().is_file():
        return True
    FOLDER.mkdir(exist_ok=True)
    options = ("--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts", "--silent")
    package.write_text(wanted, encoding="utf-8")
    try:
        subprocess.run(
            [npm, "install", *options], cwd=FOLDER, capture_output=True, check=True, timeout=_INSTALL_SECONDS
        )
    except (OSError, subprocess.SubprocessError):
        package.unlink()
        return False
    return _program().is_file()


def _program() -> Path:
    return FOLDER / "node_modules" / "textlint" / "bin" / "textlint.js"


def _textlint(node: str, exported: Exported, lines: Sequence[str]) -> tuple[float, Hits, float]:
    """Posts a CPU-second without its start, what it found, and the CPU-seconds of its start."""
    rules = [
        {"expected": f"<{number}>", "pattern": f"/{source}/"}
        for number, source in enumerate(exported.javascript)
    ]
    (FOLDER / "prh.yml").write_text(
        json.dumps({"version": 1, "rules": rules}, ensure_ascii=False), encoding="utf-8"
    )
    (FOLDER / ".textlintrc.json").write_text(
        '{"rules": {"prh": {"rulePaths": ["./prh.yml"]}}}', encoding="utf-8"
    )
    _, start = _run_textlint(node, ["."])
    messages, used = _run_textlint(node, lines)
    hits = Counter(
        (message["line"] - 1, int(message["message"].rpartition("=> <")[2].rstrip(">")))
        for message in messages
    )
    return len(lines) / max(used - start, 1e-9), hits, start


def _run_textlint(node: str, lines: Sequence[str]) -> tuple[list[dict[str, object]], float]:
    """Its messages on a file of these lines, and the CPU-seconds it took."""
    (FOLDER / "posts.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    before = children_cpu()
    try:
        done = subprocess.run(
            [node, str(_program()), "--format", "json", "posts.txt"],
            cwd=FOLDER,
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=_RUN_SECONDS,
        )
        return json.loads(done.stdout or "[{}]")[0].get("messages", []), children_cpu() - before
    except (ValueError, subprocess.TimeoutExpired):
        raise CannotMeasure(f"textlint did not answer with JSON within {_RUN_SECONDS} seconds.") from None


def _remarks(
    exported: Exported, lines: Sequence[str], ours: Hits, overlapping: Hits, theirs: Hits
) -> tuple[str, ...]:
    missed, extra = ours - theirs, theirs - ours
    ascii_words = sum(
        min(count, misses_with_ascii_words(exported.expressions[number].source, lines[row]))
        for (row, number), count in missed.items()
    )
    both = (missed & overlapping).total()
    out = ", ".join(f"{count} {why}" for why, count in sorted(exported.left_out.items())) or "none"
    return (
        f"{len(exported.expressions)} different expressions; left out: {out}.",
        "Both only look for expressions: no guard, condition or severity.",
        "textlint gets folded texts, one a line of one file, and its start is taken off;",
        "folding spares it the accented letters that its word boundaries do not know.",
        f"textlint misses {missed.total()} of our hits: {both} overlap another hit (prh keeps one of them),",
        f"{ascii_words} are lost to ASCII word boundaries. It has {extra.total()} that we have not.",
    )
