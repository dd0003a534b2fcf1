"""Walks of what measures and compares: `eval`, `rules diff`, `rules learn`, `review --sarif`."""

import json
import shutil
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from bot.usecases.read_pack import LEARNED
from tests.labelled_posts import as_lines, everything
from tests.marks import slowly
from tests.policy_files import firm_text, rule_text
from tests.walk.conftest import POLICIES, Vigie

PROMISE = "Notre fonds vous rapporte 8 % garanti par année. Aucun risque, c'est promis!"
CLEAN = "Merci aux bénévoles de la clinique d'impôt: quarante déclarations en une soirée."
CASES = [
    {
        "id": "promise",
        "lang": "fr",
        "text": PROMISE,
        "verdict": "block",
        "findings": [{"rule": "guaranteed-return", "quote": "8 % garanti", "severity": "block"}],
    },
    {"id": "clean", "lang": "fr", "text": CLEAN, "verdict": "ok", "findings": []},
    {
        "id": "notice",
        "lang": "en",
        "text": "Our office is closed on Friday. Claims are answered as usual.",
        "verdict": "ok",
        "findings": [],
    },
]


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    """Three cases that nobody can judge in two ways."""
    file = tmp_path / "cases.jsonl"
    file.write_text(as_lines(CASES), "utf-8")
    return file


def test_three_cases_are_scored_and_the_report_is_written_twice(
    vigie: Vigie, cases: Path, tmp_path: Path
) -> None:
    report, page = tmp_path / "report.json", tmp_path / "report.html"

    said = vigie("eval", str(cases), "--json", str(report), "--html", str(page))

    assert (said.code, said.err) == (0, "")
    assert "| Wrong posts flagged (recall) | 100.0 % (1/1; 100.0 %–100.0 %) |" in said.out
    assert "| guaranteed-return | 1 | 0 | 0 | 100.0 % | 100.0 % |" in said.out
    written = json.loads(report.read_text("utf-8"))
    assert (written["cases"], written["rates"]["false_alarms"]["value"]) == (3, 0.0)
    assert (written["misquotes"], written["uncited"]) == (0, 0)
    ElementTree.fromstring(page.read_text("utf-8").partition("\n")[2])  # noqa: S314 (our own page)
    for text in (said.out, report.read_text("utf-8"), page.read_text("utf-8")):
        assert "bénévoles" not in text


@pytest.mark.slow
def test_a_drop_fails_and_says_which_rate(vigie: Vigie, cases: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    labelled_wrongly = {**CASES[0], "id": "not-so", "verdict": "ok", "findings": []}
    cases.write_text(as_lines([labelled_wrongly, *CASES[1:]]), "utf-8")
    vigie("eval", str(cases), "--json", str(report))
    better = json.loads(report.read_text("utf-8"))
    better["rates"]["false_alarms"]["value"] = 0.0
    report.write_text(json.dumps(better), "utf-8")

    worse = vigie("eval", str(cases), "--baseline", str(report))
    tolerated = vigie("eval", str(cases), "--baseline", str(report), "--tolerance", "0.6")

    assert (tolerated.code, tolerated.out.splitlines()[-1]) == (0, "Nothing dropped.")
    assert worse.code == 1
    assert worse.err == "Worse than before: Clean posts flagged (false alarms), 0.0 % then, 33.3 % now.\n"


@pytest.mark.parametrize(
    "baseline",
    [
        "{",
        *map(
            slowly,
            ["[]", '{"rates": []}', '{"rates": {"recall": 5}}', '{"rates": {"recall": {"value": "a"}}}'],
        ),
    ],
)
def test_what_is_no_report_is_one_sentence(vigie: Vigie, cases: Path, tmp_path: Path, baseline: str) -> None:
    file = tmp_path / "old.json"
    file.write_text(baseline, "utf-8")

    said = vigie("eval", str(cases), "--baseline", str(file))

    assert (said.code, said.out) == (1, "")
    assert said.err == f"{file} is not a report that `vigie eval --json` wrote.\n"


@pytest.mark.slow
def test_cases_that_are_judged_wrongly_are_listed_by_id(vigie: Vigie, tmp_path: Path) -> None:
    file = tmp_path / "cases.jsonl"
    file.write_text(
        as_lines([{**CASES[0], "id": "not-so", "verdict": "ok", "findings": []}, CASES[1]]), "utf-8"
    )

    said = vigie("eval", str(file), "--missed")

    assert said.out.splitlines()[-1] == "not-so: ok → block"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "There is no labelled post in these files."),
        ('\n{"id": "a"}\n', "cases.jsonl:2: text: Field required"),
        (as_lines([{**CASES[0], "verdict": "ok"}]), "cases.jsonl:1: its findings make it block, not ok"),
    ],
)
def test_cases_that_cannot_be_read_are_one_sentence(
    vigie: Vigie, tmp_path: Path, content: str, sentence: str
) -> None:
    file = tmp_path / "cases.jsonl"
    file.write_text(content, "utf-8")

    said = vigie("eval", str(file))

    assert (said.code, said.out, said.err.count("\n")) == (1, "", 1)
    assert said.err.endswith(f"{sentence}\n")
    assert PROMISE not in said.err


def test_a_report_that_cannot_be_written_is_one_sentence(vigie: Vigie, cases: Path, tmp_path: Path) -> None:
    said = vigie("eval", str(cases), "--json", str(tmp_path))

    assert said.code == 1
    assert said.err == f"Cannot write {tmp_path}: Is a directory.\n"


# comparing packs


@pytest.mark.slow
@pytest.mark.timeout(240)
def test_the_shipped_pack_and_itself_say_the_same(vigie: Vigie, cases: Path) -> None:
    said = vigie("rules", "diff", str(POLICIES), str(POLICIES), "--corpus", str(cases))

    assert (said.code, said.out, said.err) == (0, "0 of 3 posts change.\n", "")


@pytest.fixture
def packs(tmp_path: Path) -> tuple[Path, Path]:
    """Two small policy folders: in the second one rule is graver and another one is new."""
    folders = tmp_path / "old", tmp_path / "new"
    for folder, severity in zip(folders, ("revise", "block"), strict=True):
        (folder / "rules").mkdir(parents=True)
        (folder / "firm.yml").write_text(firm_text(), "utf-8")
        (folder / "rules/guaranteed-return.yml").write_text(rule_text(severity=severity), "utf-8")
    (folders[1] / "rules/crypto.yml").write_text(rule_text("crypto", "bitcoin", "ether"), "utf-8")
    return folders


@pytest.mark.slow
def test_a_gain_a_loss_and_another_severity_are_told_by_post(
    vigie: Vigie, packs: tuple[Path, Path], tmp_path: Path
) -> None:
    corpus = tmp_path / "posts.jsonl"
    texts = {"a": "Un rendement garanti.", "b": "Du bitcoin.", "c": "Bonjour."}
    corpus.write_text(as_lines([{"id": name, "text": text} for name, text in texts.items()]), "utf-8")
    old, new = map(str, packs)

    said = vigie("rules", "diff", old, new, "--corpus", str(corpus))
    back = vigie("rules", "diff", new, old, "--corpus", str(corpus))
    as_json = vigie("rules", "diff", old, new, "--corpus", "-", "--json", said=corpus.read_bytes())

    assert said.out.splitlines() == [
        "a: revise → block",
        "  ~ guaranteed-return (revise → block)",
        "      « rendement garanti »",
        "b: ok → revise",
        "  + crypto (– → revise)",
        "      « bitcoin »",
        "2 of 3 posts change.",
    ]
    assert "  − crypto (revise → –)" in back.out
    assert [json.loads(line) for line in as_json.out.splitlines()][1] == {
        "id": "b",
        "was": "ok",
        "now": "revise",
        "rules": [{"rule": "crypto", "was": None, "now": "revise"}],
        "quotes": ["bitcoin"],
    }


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (b"nonsense", "line 2: this is not a JSON object"),
        (b'{"id": "a"}', "line 2: `text` must be a string"),
        (b'{"id": "a", "text": "", "lang": "en"}', "2: There is no text"),
        (b'{"id": "a", "text": "x", "platform": "tiktok"}', "2: "),
    ],
)
def test_a_bad_line_of_the_corpus_ends_the_comparison_with_its_number(
    vigie: Vigie, packs: tuple[Path, Path], line: bytes, sentence: str
) -> None:
    said = vigie("rules", "diff", *map(str, packs), "--corpus", "-", said=b'{"text": "Du bitcoin."}\n' + line)

    assert said.code == 1
    assert said.out.startswith("1: ok → revise\n")
    assert said.err.count("\n") == 1
    assert said.err.startswith(sentence)


# learning


@pytest.fixture
def taught(tmp_path: Path) -> Path:
    """A policy folder with one rule of meaning and its labelled posts."""
    folder = tmp_path / "taught"
    (folder / "rules").mkdir(parents=True)
    (folder / "firm.yml").write_text(firm_text(), "utf-8")
    detect: list[Any] = [
        {"kind": "phrase", "fr": ["rendement garanti"], "en": ["guaranteed return"]},
        {"kind": "examples"},
    ]
    (folder / "rules/guaranteed-return.yml").write_text(rule_text(detect=detect), "utf-8")
    (folder / "examples").mkdir()
    (folder / "examples/posts.jsonl").write_text(as_lines(everything("guaranteed-return")), "utf-8")
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("before", [None, "{not json"])
def test_a_rule_learns_is_sound_and_says_how_good_it_is(
    vigie: Vigie, taught: Path, before: str | None
) -> None:
    if before:
        (taught / LEARNED).write_text(before)
    refused = vigie("rules", "check", str(taught))

    said = vigie("rules", "learn", str(taught))

    assert refused.code == 1
    assert "vigie rules learn" in refused.err
    assert said.code == 0
    assert said.out.splitlines()[0].startswith("guaranteed-return: precision ")
    assert said.out.splitlines()[1] == "Learned 1 rules from 96 posts. Publish to put them in force."
    assert vigie("rules", "check", str(taught)).code == 0


@pytest.mark.slow
def test_learning_from_too_little_leaves_what_was_learned_before(vigie: Vigie, taught: Path) -> None:
    (taught / LEARNED).write_text("before")
    (taught / "examples/posts.jsonl").write_text(as_lines(everything("guaranteed-return")[:30]), "utf-8")

    said = vigie("rules", "learn", str(taught))

    assert said.code == 1
    assert said.err.splitlines()[-1].startswith("examples:1: guaranteed-return: ")
    assert (taught / LEARNED).read_text() == "before"


def test_without_torch_the_encoder_cannot_be_tuned_and_one_sentence_says_so(
    vigie: Vigie, taught: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "torch", None)  # as where it is not installed

    said = vigie("rules", "tune", str(taught), "--to", str(tmp_path / "weights.npz"))

    assert (said.code, said.out) == (1, "")
    assert said.err.splitlines()[-1].endswith("pip install torch")
    assert not (tmp_path / "weights.npz").exists()


def test_a_folder_without_labelled_posts_is_told_what_to_add(vigie: Vigie, taught: Path) -> None:
    shutil.rmtree(taught / "examples")

    said = vigie("rules", "learn", str(taught))

    assert (said.code, said.out) == (1, "")
    assert said.err == "There is no labelled post to learn from: add files to the folder examples.\n"


# SARIF


def test_a_draft_is_reviewed_for_an_editor(vigie: Vigie, tmp_path: Path) -> None:
    file = tmp_path / "post.txt"
    file.write_text(f"Bonjour 🚀\n{PROMISE}\n", "utf-8")

    said = vigie("review", str(file), "--sarif", "--fail-on", "revise")

    (run,) = said.json["runs"]
    assert said.code == 3
    assert len(run["tool"]["driver"]["rules"]) == 46
    found = next(each for each in run["results"] if each["ruleId"] == "guaranteed-return")
    region = found["locations"][0]["physicalLocation"]["region"]
    assert found["level"] == "error"
    assert region["startLine"] == region["endLine"] == 2
    assert "garanti" in PROMISE[region["startColumn"] - 1 : region["endColumn"] - 1]
    assert "[PMS-5.1" in found["message"]["text"]
