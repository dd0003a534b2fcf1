"""`vigie` as its users start it: one process for one draft, one process for thousands."""

import json
import os
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tests.bench.figures import CannotMeasure, Figure, Part
from tests.bench.posts import POLICIES, ROOT, as_many

COLD_SECONDS, JSONL_RATE, JSONL_POSTS = 2, 40, 3_000
_COLD_RUNS, _JSONL_RUNS = 7, 3
HEAVY = ("chromadb", "langchain", "langchain_core", "openai")
"""What one review has no need of, and what would take most of its time."""


@dataclass(frozen=True)
class Vigie:
    """The command line on a data folder of its own, with nothing from the caller's environment."""

    data: Path

    def run(
        self, *arguments: str, python: Sequence[str] = (), core: int | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run one command to its end, on one core where asked for. Raises `CannotMeasure` when it fails."""
        done = subprocess.run(
            [sys.executable, *python, "-m", "bot", *arguments],
            cwd=self.data,
            env=self._environment(),
            capture_output=True,
            encoding="utf-8",
            check=False,
            preexec_fn=None if core is None else lambda: os.sched_setaffinity(0, {core}),
        )
        if done.returncode:
            last = (done.stderr.strip().splitlines() or ["no message"])[-1]
            raise CannotMeasure(f"vigie {' '.join(arguments[:2])} failed: {last}")
        return done

    def _environment(self) -> dict[str, str]:
        return {
            "PATH": os.defpath,
            "HOME": str(self.data),
            "LANG": "C.UTF-8",
            "PYTHONPATH": str(ROOT),
            "OMP_NUM_THREADS": "1",
            "OPENBLAS_NUM_THREADS": "1",
            "ANONYMIZED_TELEMETRY": "False",
            "VIGIE_DATA": str(self.data),
            "VIGIE_POLICIES": str(POLICIES),
        }


def measure_cold(vigie: Vigie, post: str) -> Part:
    """One draft, one process, from nothing; and what that process imports."""
    draft = vigie.data / "draft.txt"
    draft.write_text(post, encoding="utf-8")
    took = []
    for _ in range(_COLD_RUNS):
        begin = time.perf_counter()
        vigie.run("review", str(draft), "--json")
        took.append(time.perf_counter() - begin)
    times = _import_times(vigie.run("review", str(draft), "--json", python=("-X", "importtime")).stderr)
    costly = ", ".join(f"{name} {ms:.0f} ms" for name, ms in times.most_common(8))
    heavy = [name for name in HEAVY if name in times]
    how = f"median of {_COLD_RUNS} processes, wall; a draft of {len(post)} characters, bytecode cached"
    return Part(
        "cold",
        (
            Figure("vigie review FILE --json, cold", median(took), "s", how, COLD_SECONDS, at_least=False),
            Figure("heavy packages it imports", len(heavy), "", f"of {', '.join(HEAVY)}", 0, at_least=False),
        ),
        (
            f"From {min(took):.2f} to {max(took):.2f} s.",
            f"Importing takes most in: {costly}.",
            *([f"Imported and heavy: {', '.join(heavy)}."] if heavy else []),
        ),
    )


def _import_times(report: str) -> Counter[str]:
    """Milliseconds by top-level package, from what `-X importtime` writes."""
    times: Counter[str] = Counter()
    for line in report.splitlines():
        fields = line.removeprefix("import time:").split("|")
        if len(fields) == 3 and fields[0].strip().isdigit():
            times[fields[2].strip().partition(".")[0]] += int(fields[0]) / 1000
    return times


def measure_jsonl(vigie: Vigie, posts: Sequence[str]) -> Part:
    """Thousands of drafts through one process pinned to one core, its start included."""
    drafts = vigie.data / "drafts.jsonl"
    lines = [
        json.dumps({"id": str(number), "text": text})
        for number, text in enumerate(as_many(posts, JSONL_POSTS))
    ]
    drafts.write_text("\n".join(lines) + "\n", encoding="utf-8")
    core = min(os.sched_getaffinity(0)) if hasattr(os, "sched_setaffinity") else None
    wall, cpu = [], []
    for _ in range(_JSONL_RUNS):
        begin, used = time.perf_counter(), children_cpu()
        answers = vigie.run("review", "--jsonl", str(drafts), core=core).stdout.splitlines()
        wall.append(JSONL_POSTS / (time.perf_counter() - begin))
        cpu.append(JSONL_POSTS / (children_cpu() - used))
    refused = sum("error" in json.loads(answer) for answer in answers)
    if len(answers) != JSONL_POSTS or refused:
        raise CannotMeasure(
            f"vigie review --jsonl answered {len(answers)} of {JSONL_POSTS} posts, {refused} with an error."
        )
    how = f"median of {_JSONL_RUNS} runs of {JSONL_POSTS} posts, start included"
    place = "not pinned to a core" if core is None else f"pinned to core {core}"
    return Part(
        "jsonl",
        (
            Figure("vigie review --jsonl", median(wall), "posts/s", f"{how}, wall, {place}", JSONL_RATE),
            Figure("vigie review --jsonl", median(cpu), "posts/CPU-s", f"{how}, CPU"),
        ),
    )


def children_cpu() -> float:
    """CPU-seconds, user and system, of the processes that were started from here and ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
