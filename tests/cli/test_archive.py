"""`vigie archive`: one clear answer, in the operator's language; texts of others only with a reason."""

import csv
import io
import json
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.bootstrap.application import Application
from bot.bootstrap.command_line import wiring_of
from bot.cli.app import run
from bot.config import read_settings
from tests.archived import MONDAY
from tests.contracts.behind_the_guards import tamper

SECRET = "La pénalité de Mme Tremblay"


@dataclass(frozen=True)
class Said:
    code: int
    out: str
    err: str


Vigie = Callable[..., Said]


@pytest.fixture
def application(tmp_path: Path) -> Iterator[Application]:
    made = Application(read_settings({"VIGIE_DATA": str(tmp_path / "data"), "VIGIE_LANG": "en"}))
    yield made
    made.close()


@pytest.fixture
def vigie(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Vigie:
    """The command line over that data folder."""

    def command(*arguments: str, lang: str = "en", data: str = "data", **given: str) -> Said:
        settings = read_settings({"VIGIE_DATA": str(tmp_path / data), "VIGIE_LANG": lang, **given})
        application = Application(settings)
        try:
            code = run(arguments, wiring_of(settings, lambda: application))
        finally:
            application.close()
        return Said(code, *capsys.readouterr())

    return command


@pytest.fixture
def kept(application: Application) -> Application:
    """A review, a request that was decided, a text that was erased."""
    draft = {"text": SECRET, "platform": "linkedin", "author": {"name": "Amélie", "role": "employee"}}
    review = {
        "platform": "linkedin", "language": "fr", "verdict": "block", "not_reviewed": [], "rewrite": None,
        "versions": {"library": "1-a", "rules": "1-b", "code": "1", "embedder": "e"},
        "findings": [
            {
                "rule": "client-data", "severity": "block", "quote": "", "start": None, "end": None,
                "message": "Non.", "source": "rule", "citations": [],
            }
        ],
    }  # fmt: skip
    add(application, "review", "c1.0.0", {"draft": draft, "review": review})
    matter = {
        "kind": "request",
        "author": "U1",
        "state": "changed",
        "rules": ["client-data"],
        "good_until": None,
    }
    words = {"why": "=HYPERLINK(1)", "text": "+1 \u202e\t@x"}
    add(application, "request", "R1.1", {"matter": matter, "by": "Nadia (U2)", "words": words})
    add(application, "review", "c2.0.0", {"draft": draft | {"text": "Effacé"}, "review": review})
    application.archive.erase_body("c2.0.0")
    return application


def add(application: Application, kind: Any, record: str, body: Any) -> None:
    application.archive.add(kind, record, "T1:U1", MONDAY, json.dumps(body))


def test_a_whole_archive_is_said_whole(kept: Application, vigie: Vigie) -> None:
    said = vigie("archive", "verify")

    assert said.code == 0
    assert said.out.startswith("The archive is whole: 3 records, 1 chain, 1 text erased; ")
    assert said.out.endswith(": somebody erased it in the database itself.\n")
    assert json.loads(vigie("archive", "verify", "--json").out) | {"seconds": 0} == {
        "whole": True, "records": 3, "chains": 1, "erased": 1, "unrecorded": 1, "seconds": 0,
        "faults": 0, "broken": [],
    }  # fmt: skip


def test_an_empty_archive_is_said_empty(vigie: Vigie) -> None:
    assert vigie("archive", "verify") == Said(0, "There is nothing in the archive yet.\n", "")
    assert vigie("archive", "search").err == "Nothing in the archive fits.\n"
    assert vigie("archive", "export", "--kind", "review", "--reason", "x") == Said(
        1, "", "Nothing in the archive fits.\n"
    )


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("en", "Chain T1:U1, number 2 (R1.1, 2026-11-16T09:30:00.000000+00:00): the text was changed\n"),
        ("fr", "Chaîne T1:U1, numéro 2 (R1.1, 2026-11-16T09:30:00.000000+00:00): le texte a été modifié\n"),
    ],
)
def test_a_broken_link_is_named_and_the_exit_code_says_it(
    lang: str, sentence: str, kept: Application, vigie: Vigie
) -> None:
    tamper(kept.engine, "UPDATE archive_bodies SET body = 'x' WHERE record_id = 'R1.1'")

    said = vigie("archive", "verify", lang=lang)

    assert said.code == 1
    assert said.out.startswith(sentence)
    named = json.loads(vigie("archive", "verify", "--json").out)
    assert (named["whole"], named["faults"], named["broken"][0]["fault"]) == (False, 1, "body-changed")
    assert SECRET not in said.out + said.err


def test_heads_that_were_kept_elsewhere_find_what_the_database_cannot(
    kept: Application, vigie: Vigie, tmp_path: Path
) -> None:
    heads = tmp_path / "heads.jsonl"
    printed = vigie("archive", "heads", "--anchor")
    heads.write_text(printed.out)
    assert printed.err == "1 chain that grew is noted in the database.\n"
    assert vigie("archive", "verify", "--heads", str(heads)).code == 0

    tamper(kept.engine, "DELETE FROM archive_anchors", "DELETE FROM archive_records WHERE sequence = 3")
    assert vigie("archive", "verify").code == 0
    said = vigie("archive", "verify", "--heads", str(heads))

    assert said.code == 1
    assert json.loads(printed.out.splitlines()[-1])["sha256"] in said.out
    assert "Chain T1:U1, number 3: the chain ends before what was noted of it earlier" in said.out
    heads.write_text(printed.out.replace('"sequence": 3', '"sequence": 2'))
    refused = vigie("archive", "verify", "--heads", str(heads))
    assert (refused.code, refused.out) == (1, "")
    assert "was changed or cut" in refused.err


def test_records_are_listed_without_a_word_of_anybodys(kept: Application, vigie: Vigie) -> None:
    said = vigie("archive", "search")

    assert [line.split()[4] for line in said.out.splitlines()] == ["c2.0.0", "R1.1", "c1.0.0"]
    assert "block  client-data" in said.out
    assert "Approved with changes  client-data" in said.out
    assert "erased" in said.out
    assert "pénalité" not in said.out
    assert kept.archive.verify("archive:readings") is None
    assert readings(kept) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("search", "penalite"),
        ("search", "--text"),
        ("search", "--text", "--reason", "  "),
        ("export",),
        ("export", "--format", "csv"),
        ("export", "c1.0.0"),
    ],
)
def test_texts_are_shown_to_nobody_who_does_not_say_why(
    arguments: tuple[str, ...], kept: Application, vigie: Vigie
) -> None:
    said = vigie("archive", *arguments)

    assert (said.code, said.out) == (2, "")
    assert "--reason" in said.err
    assert readings(kept) == []


def test_who_reads_is_recorded_with_why_and_what_was_asked_before_anything_is_shown(
    kept: Application, vigie: Vigie
) -> None:
    said = vigie("archive", "search", "PENALITE", "tremblay", "--person", "U1", "--reason", "Plainte 17")
    vigie("archive", "search", "nowhere", "--reason", "Plainte 18")

    assert f"    {SECRET}\n" in said.out
    first, second = readings(kept)
    assert (first["why"], first["asked"]) == (
        "Plainte 17",
        # How many words, not which: a client's name would outlive the text that it was looked for in.
        {"command": "search", "words": 2, "person": "U1", "limit": 50},
    )
    assert first["by"]
    assert second["why"] == "Plainte 18"
    assert SECRET not in json.dumps(first, ensure_ascii=False)


def test_the_filters_of_a_search(kept: Application, vigie: Vigie) -> None:
    def found(*filters: str) -> list[str]:
        lines = vigie("archive", "search", "--json", *filters).out.splitlines()
        return [json.loads(line)["id"] for line in lines]

    assert found("--kind", "request,posting") == ["R1.1"]
    assert found("--verdict", "block,ok") == ["c1.0.0"]
    assert found("--rule", "client-data") == ["R1.1", "c1.0.0"]
    assert found("--from", "2026-11-17") == found("--to", "2026-11-15") == found("--person", "U2") == []
    assert len(found("--from", "2026-11-16", "--to", "2026-11-16")) == 3
    assert len(found("--limit", "1")) == 1
    for wrong in (("--kind", "reviews"), ("--verdict", "bad"), ("--from", "yesterday"), ("--limit", "0")):
        assert vigie("archive", "search", *wrong).code == 2


def test_a_table_has_what_an_officer_wants_and_no_formula(kept: Application, vigie: Vigie) -> None:
    said = vigie("archive", "export", "--format", "csv", "--reason", "x", "--person", "U1")
    french = vigie("archive", "export", "--format", "csv", "--reason", "x", "--person", "U1", "--lang", "fr")

    assert said.out.startswith("\ufeff")
    review, request, erased = csv.DictReader(io.StringIO(said.out[1:]))
    assert (review["Author"], review["Verdict"], review["Draft or text"]) == ("U1", "Do not post", SECRET)
    assert (request["Decision"], request["By"]) == ("Approved with changes", "Nadia (U2)")
    assert (request["Reason"], request["Draft or text"]) == ("'=HYPERLINK(1)", "'+1 \ufffd\t@x")
    assert (erased["Text"], erased["Draft or text"], erased["Record"]) == ("erased", "", "c2.0.0")
    [row, *_] = csv.DictReader(io.StringIO(french.out[1:]), delimiter=";")
    assert (row["Auteur"], row["Verdict"]) == ("U1", "Ne pas publier")


def test_a_cell_longer_than_a_spreadsheet_takes_is_cut_and_says_so(
    application: Application, vigie: Vigie
) -> None:
    add(application, "refusal", "r1", {"deed": "x", "why": "x" * 40_000})

    [row] = csv.DictReader(
        io.StringIO(
            vigie("archive", "export", "--format", "csv", "--reason", "x", "--kind", "refusal").out[1:]
        )
    )

    assert len(row["Reason"]) < 32_767
    assert row["Reason"].endswith("(cut here: the whole text is in --format jsonl)")


def test_an_export_goes_to_a_new_file_for_its_owner_alone(
    kept: Application, vigie: Vigie, tmp_path: Path
) -> None:
    file = tmp_path / "dossier.html"
    said = vigie("archive", "export", "c1.0.0", "--reason", "Examen", "-o", str(file))
    again = vigie("archive", "export", "c1.0.0", "--reason", "Examen", "-o", str(file))
    nowhere = vigie("archive", "export", "--reason", "Examen", "-o", str(tmp_path / "no" / "file"))

    assert (said.code, said.out) == (0, "")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert SECRET in file.read_text()
    assert (again.code, again.err) == (
        1,
        f"{file} is there already: nothing was written. Choose another name.\n",
    )
    assert nowhere.code == 1
    assert nowhere.err.startswith("Cannot write")
    [first, last] = readings(kept)
    assert (first["asked"], last["asked"]["command"]) == (
        {"command": "export", "dossier": ["c1.0.0"]},
        "export",
    )


def test_a_review_that_is_shown_as_it_would_be_now_is_read_like_any_other(
    kept: Application, vigie: Vigie
) -> None:
    silent = vigie("replay", "c1.0.0", "--now")
    assert (silent.code, silent.out, "--reason" in silent.err) == (2, "", True)
    assert readings(kept) == []

    vigie("replay", "c1.0.0", "--now", "--reason", "Plainte 17")

    [reading] = readings(kept)
    assert (reading["why"], reading["asked"]) == ("Plainte 17", {"command": "replay", "dossier": ["c1.0.0"]})


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("export", "nothing", "--reason", "x"), 1),
        (("export", "hold-1", "--reason", "x"), 1),
        (("export", "", "--reason", "x"), 2),
        (("export", "c1.0.0", "-o", " ", "--reason", "x"), 2),
        (("export", "--format", "html", "--reason", "x"), 2),
        (("export", "c1.0.0", "--format", "csv", "--reason", "x"), 2),
        (("export", "c1.0.0", "--kind", "review", "--reason", "x"), 2),
        (("verify", "--heads", "nothing.jsonl"), 1),
    ],
)
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_what_cannot_be_done_is_one_sentence(
    arguments: tuple[str, ...], code: int, lang: str, kept: Application, vigie: Vigie
) -> None:
    kept.archive.add("hold", "hold-1.placed", "archive:holds", MONDAY, "{}")

    said = vigie("archive", *arguments, lang=lang)

    assert (said.code, said.out) == (code, "")
    assert len(said.err.strip().splitlines()) == (1 if code == 1 else 4)
    assert "ref." not in said.err
    assert readings(kept) == []


def test_a_backup_is_made_checked_and_restored(kept: Application, vigie: Vigie, tmp_path: Path) -> None:
    file = str(tmp_path / "backup.tar.gz")
    made = vigie("backup", file)
    checked = vigie("restore", file, "--check", lang="fr")
    restored = vigie("restore", file, data="new")
    over = vigie("restore", file)

    assert (made.code, checked.code, restored.code) == (0, 0, 0)
    assert made.out.startswith(f"Saved to {file}: ")
    assert made.out.endswith("The archive is whole: 3 records.\n")
    assert checked.out.startswith("La sauvegarde est saine: ")
    assert restored.out.endswith("The archive is whole: 3 records.\n")
    assert vigie("archive", "search", data="new").out == vigie("archive", "search").out
    assert (over.code, over.out) == (1, "")
    assert over.err.startswith("There is something in this database already")
    assert (
        vigie("backup", file).err == f"{file} is there already: nothing was written. Choose another name.\n"
    )


def test_what_cannot_be_restored_is_one_sentence(vigie: Vigie, tmp_path: Path) -> None:
    (tmp_path / "text").write_text("Bonjour")
    for file in (str(tmp_path / "nothing"), str(tmp_path), str(tmp_path / "text")):
        for lang in ("en", "fr"):
            said = vigie("restore", file, lang=lang)
            assert (said.code, said.out) == (1, "")
            assert len(said.err.splitlines()) == 1
            assert "ref." not in said.err


def test_a_backup_of_a_broken_archive_is_made_and_says_so(
    kept: Application, vigie: Vigie, tmp_path: Path
) -> None:
    tamper(kept.engine, "UPDATE archive_bodies SET body = 'x' WHERE record_id = 'R1.1'")

    said = vigie("backup", str(tmp_path / "backup.tar.gz"))

    assert said.code == 1
    assert (tmp_path / "backup.tar.gz").exists()
    assert "Chain T1:U1, number 2" in said.err
    assert "broken in 1 place" in said.err


def test_a_database_with_nothing_in_it_is_not_saved_as_if_it_were_the_one(
    application: Application, vigie: Vigie, tmp_path: Path
) -> None:
    file = tmp_path / "backup.tar.gz"

    said = vigie("backup", str(file))

    assert (said.code, said.out, file.exists()) == (1, "", False)
    assert "VIGIE_DATA" in said.err


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("command", ["backup", "restore"])
def test_a_file_without_a_name_is_one_sentence(command: str, lang: str, vigie: Vigie) -> None:
    said = vigie(command, "", lang=lang)

    assert (said.code, said.out) == (2, "")
    assert ("vide" if lang == "fr" else "empty") in said.err


def test_a_backup_says_that_the_key_is_not_in_it(kept: Application, vigie: Vigie, tmp_path: Path) -> None:
    from bot.adapters.sealing import new_key

    said = vigie("backup", str(tmp_path / "backup.tar.gz"), VIGIE_ENCRYPTION_KEY=new_key())

    assert "The key is not in it" in said.out


def readings(application: Application) -> list[dict[str, Any]]:
    """What was recorded of who read, in order."""
    from bot.adapters.sqlalchemy_archive_reading import SqlAlchemyArchiveReading
    from bot.usecases.archive_ports import READINGS, WantedRecords
    from bot.usecases.search_archive import body_of

    with SqlAlchemyArchiveReading(application.engine).records(WantedRecords(stream=READINGS)) as links:
        return [body_of(link) or {} for link in links]
