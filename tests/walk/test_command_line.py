"""Walks from a command to its answer, over the real files, database, index and embeddings."""

import errno
import io
import json
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from bot.adapters.folder_lock import FolderLock
from tests.marks import slowly
from tests.walk.conftest import POLICIES, Vigie, run_vigie

PROMISE = "Notre fonds vous rapporte 8 % garanti par année. Écrivez-moi en privé!"


def test_a_french_promise_is_blocked_with_the_firms_clause_to_the_letter(vigie: Vigie) -> None:
    answer = vigie("review", "-", "--json", said=PROMISE).json

    finding = next(each for each in answer["findings"] if each["rule"] == "guaranteed-return")
    [citation, *_] = finding["citations"]
    assert answer["verdict"] == "block"
    assert PROMISE[finding["start"] : finding["end"]] == finding["quote"]
    written = (POLICIES / "documents/fr/politique-medias-sociaux.md").read_text("utf-8")
    assert citation["clause"] == "PMS-5.1"
    assert citation["text"] in written
    assert citation["version"] == 1


def test_an_english_draft_is_answered_in_english_from_the_english_documents(vigie: Vigie) -> None:
    answer = vigie(
        "review", "-", "--json", said="Call me today for a free quote, we have the best rates in town!"
    ).json

    cited = {citation["text"] for finding in answer["findings"] for citation in finding["citations"]}
    written = (POLICIES / "documents/en/social-media-policy.md").read_text("utf-8")
    assert answer["language"] == "en"
    assert answer["verdict"] == "revise"
    assert cited
    assert all(text in written for text in cited)


def test_a_harmless_post_is_ok_and_that_is_not_called_an_approval(vigie: Vigie) -> None:
    said = vigie(
        "review",
        "-",
        said="Aucun rendement n'est garanti en bourse. Ce que l'on contrôle: les frais et le temps.",
    )

    assert said.code == 0
    assert "ce n'est pas une approbation" in said.out


def test_a_rewrite_comes_back_clean_from_its_own_review(vigie: Vigie) -> None:
    draft = (
        "Votre hypothèque se renouvelle en 2026? Le taux affiché n'est pas le taux obtenu. "
        "Écrivez-moi en privé, je vous sors une offre en 24 h!"
    )
    rewrite = vigie("review", "-", "--json", said=draft).json["rewrite"]

    again = vigie("review", "-", "--json", said=rewrite["text"]).json
    assert rewrite["proposal"] is False
    assert "Votre hypothèque" in rewrite["text"]
    assert again["verdict"] == "ok"


def test_an_archived_review_is_replayed_with_the_same_result(vigie: Vigie) -> None:
    review_id = vigie("review", "-", "--json", "--archive", said=PROMISE).json["id"]

    said = vigie("replay", review_id)

    assert said.code == 0
    assert said.out.startswith("Same result")


def _policies_with_one_rule(folder: Path, rule: str) -> Path:
    """The shipped policies with one of their rules: all of them take a quarter of a minute to publish."""
    policies = Path(shutil.copytree(POLICIES, folder / "policies"))
    for file in (policies / "rules").iterdir():
        if file.stem != rule:
            file.unlink()
    return policies


@pytest.mark.slow
def test_a_review_made_under_an_older_library_is_replayed_under_that_one(
    vigie: Vigie, tmp_path: Path
) -> None:
    before = vigie("review", "-", "--json", "--archive", said=PROMISE).json
    changed = _policies_with_one_rule(tmp_path, "guaranteed-return")
    policy = changed / "documents/fr/politique-medias-sociaux.md"
    policy.write_text(
        policy.read_text("utf-8").replace(
            "Nous ne promettons ni rendement", "Nous ne promettons pas de rendement"
        )
    )
    vigie("policies", "publish", policies=changed)

    after = vigie("review", "-", "--json", said=PROMISE).json
    said = vigie("replay", before["id"])

    assert after["versions"]["library"] != before["versions"]["library"]
    assert "Nous ne promettons pas de rendement" in json.dumps(after, ensure_ascii=False)
    assert said.out.startswith("Same result")


def test_many_drafts_come_back_in_order_and_a_bad_line_stops_nothing(vigie: Vigie) -> None:
    lines = [
        {"id": 1, "text": PROMISE},
        {"id": 2},
        {"id": "3", "text": "Merci aux bénévoles de la clinique d'impôt."},
    ]
    said = vigie("review", "--jsonl", "-", said="\n".join(["nonsense", *map(json.dumps, lines)]))

    answers = [json.loads(line) for line in said.out.splitlines()]
    assert [each["id"] for each in answers] == [None, 1, 2, "3"]
    assert [each.get("verdict") for each in answers] == [None, "block", None, "ok"]


def test_publishing_again_changes_nothing_and_says_so(vigie: Vigie) -> None:
    assert "Nothing changed" in vigie("policies", "publish").out


def test_a_search_finds_the_clause_in_the_askers_language(vigie: Vigie) -> None:
    said = vigie(
        "policies", "search", "peut-on", "promettre", "un", "rendement", "--lang", "fr", "--most", "3"
    )

    assert "PMS-5.1 Aucune garantie (fr" in said.out


def test_a_lost_index_is_made_again_from_the_database(vigie: Vigie, tmp_path: Path) -> None:
    shutil.rmtree(tmp_path / "data" / "index")

    assert "PMS-5.1" in vigie("policies", "search", "no guarantee of return").out


@pytest.mark.slow
def test_a_second_process_on_the_index_gets_one_sentence_and_reviews_go_on(
    vigie: Vigie, tmp_path: Path
) -> None:
    other = FolderLock(tmp_path / "data" / "index")
    other.take()

    searched = vigie("policies", "search", "guarantee")
    reviewed = vigie("review", "-", "--json", said=PROMISE)
    other.release()

    assert searched.code == 1
    assert re.fullmatch(r"Another process has the clause index open .*\n", searched.err)
    assert reviewed.json["verdict"] == "block"


@pytest.mark.slow
def test_a_broken_rule_is_refused_with_its_file_line_and_example_and_what_was_in_force_stays(
    vigie: Vigie, tmp_path: Path
) -> None:
    broken = _policies_with_one_rule(tmp_path, "urgency-fomo")
    rule = broken / "rules/urgency-fomo.yml"
    rule.write_text(
        rule.read_text("utf-8").replace(
            "  good:\n    fr:\n", '  good:\n    fr:\n      - "Dernière chance, il ne reste que 3 places!"\n'
        )
    )

    said = vigie("policies", "publish", policies=broken)

    assert said.code == 1
    assert re.search(r"rules/urgency-fomo\.yml:\d+: .*Dernière chance", said.err)
    assert vigie("review", "-", "--json", said=PROMISE).json["verdict"] == "block"


def test_every_refusal_is_one_sentence_on_stderr_and_exit_code_one(vigie: Vigie) -> None:
    drafts = [b"", b" \n\xe2\x80\x8b ", b"a" * 100_000, b"\xff\xfe\x00\x01" * 50, b"abc\x00def"]

    for draft in drafts:
        said = vigie("review", "-", said=draft)
        assert (said.code, said.out, said.err.count("\n")) == (1, "", 1)
        assert "Traceback" not in said.err


def test_before_anything_is_published_the_person_is_told_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = run_vigie(tmp_path / "data", POLICIES, capsys, "review", "-", said=PROMISE)

    assert said.code == 1
    assert "vigie policies publish" in said.err


def test_doctor_sees_a_sound_installation(vigie: Vigie) -> None:
    said = vigie("doctor")

    assert said.code == 0
    assert "problem" not in said.out
    assert "46 rules" in said.out


@pytest.mark.parametrize(
    "given", [["--archive"], ["--platform", "x"], ["--name", "Ana"], ["--role", "employee"], ["--json"]]
)
def test_with_jsonl_what_says_something_of_one_draft_is_refused(vigie: Vigie, given: list[str]) -> None:
    said = vigie("review", "--jsonl", *given, said="{}")

    assert (said.code, said.out) == (2, "")
    assert said.err.rstrip().endswith(f"leave out {given[0]}.")


@pytest.mark.slow
@pytest.mark.parametrize(("level", "code"), [("block", 3), ("approval", 3), (None, 0)])
def test_with_jsonl_one_draft_that_reaches_the_level_is_enough(
    vigie: Vigie, level: str | None, code: int
) -> None:
    lines = [
        json.dumps({"id": 1, "text": PROMISE}),
        json.dumps({"id": 2, "text": "Merci aux bénévoles de la clinique d'impôt."}),
    ]
    asked = ["--fail-on", level] if level else []

    assert vigie("review", "--jsonl", *asked, said="\n".join(lines)).code == code
    assert vigie("review", "--jsonl", *asked, said=lines[1]).code == 0


class FullDisk(io.StringIO):
    """Where nothing can be written."""

    def write(self, text: str) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.slow
@pytest.mark.parametrize(
    "command", [["review", "-", "--archive"], ["review", "-", "--json", "--archive"], ["rules", "list"]]
)
def test_an_answer_that_cannot_be_written_is_one_sentence_and_is_not_archived(
    vigie: Vigie, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", FullDisk())
        said = vigie(*command, said=PROMISE)

    assert (said.code, said.err) == (1, "Cannot write the answer: No space left on device.\n")
    with closing(sqlite3.connect(tmp_path / "data/vigie.sqlite3")) as database:
        reviews = database.execute("SELECT count(*) FROM archive_records WHERE kind = 'review'")
        assert reviews.fetchone() == (0,)


@pytest.mark.parametrize("command", [["review", "-"], slowly(["review", "--jsonl"])])
@pytest.mark.parametrize(
    ("redirected", "sentence"),
    [
        ("<&-", "Standard input is closed"),
        ("0>/dev/null", "Cannot read standard input: Bad file descriptor."),
    ],
)
def test_standard_input_that_cannot_be_read_is_one_sentence(
    vigie: Vigie, tmp_path: Path, command: list[str], redirected: str, sentence: str
) -> None:
    typed = f'exec "$0" -m bot {" ".join(command)} {redirected}'
    given = {"VIGIE_DATA": str(tmp_path / "data"), "VIGIE_LANG": "en", "HOME": str(tmp_path)}
    done = subprocess.run(
        ["/bin/sh", "-c", typed, sys.executable],
        cwd=POLICIES.parent,
        env=given,
        capture_output=True,
        text=True,
    )

    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert done.stderr.startswith(sentence)


def test_the_name_of_a_file_cannot_colour_the_terminal(vigie: Vigie) -> None:
    said = vigie("review", "no\x1b[31m\u202e")

    assert said.err == "Cannot read no\ufffd[31m\ufffd: No such file or directory.\n"


def test_doctor_says_whether_the_index_is_complete_missing_or_open_elsewhere(
    vigie: Vigie, tmp_path: Path
) -> None:
    complete = vigie("doctor")
    other = FolderLock(tmp_path / "data" / "index")
    other.take()
    busy = vigie("doctor")
    other.release()
    shutil.rmtree(tmp_path / "data" / "index")
    missing = vigie("doctor")

    assert re.search(r"ok +index +complete\n", complete.out)
    assert re.search(r"warning +index +Another process has the clause index open", busy.out)
    assert re.search(r"warning +index +missing or damaged: built again at the next search\n", missing.out)
    assert (complete.code, busy.code, missing.code) == (0, 0, 0)
