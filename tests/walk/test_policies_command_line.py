"""A policy's life on the command line: real files, real readers in their process, real database and index."""

import json
import re
import shutil
from pathlib import Path

import pytest

from tests.marks import slowly
from tests.walk.conftest import POLICIES, Said, Vigie

FILES = Path(__file__).parents[1] / "documents"
PROMISE = "Notre fonds vous rapporte 8 % garanti par année."


def _edited(folder: Path, was: str = "ni absence de perte", now: str = "ni absence de risque") -> Path:
    """The French policy as Markdown, with a few words of one clause changed."""
    text = (POLICIES / "documents/fr/politique-medias-sociaux.md").read_text("utf-8")
    assert was in text
    file = folder / "politique.md"
    file.write_text(text.replace(was, now), "utf-8")
    return file


def _version(said: Said) -> str:
    [version] = set(re.findall(r"[A-Z]{2,4}/(?:fr|en)@\d+(?= is)", said.out.splitlines()[0]))
    return version


@pytest.mark.slow
def test_a_file_is_added_compared_published_and_rolled_back(vigie: Vigie, tmp_path: Path) -> None:
    file = _edited(tmp_path)

    added = vigie("policies", "add", str(file))
    version = _version(added)
    shown = vigie("policies", "diff", version)
    published = vigie("policies", "publish", version)
    cited = vigie("review", "-", "--json", said=PROMISE).json
    back = vigie("policies", "rollback")
    again = vigie("review", "-", "--json", said=PROMISE).json

    assert "1 changed" in added.out
    assert "absence de [-perte-]{+risque+}." in shown.out
    assert "in force: 6 documents" in published.out
    assert "absence de risque" in json.dumps(cited, ensure_ascii=False)
    assert f"{version} → PMS/fr@1" in back.out
    assert "absence de perte" in json.dumps(again, ensure_ascii=False)
    assert again["versions"]["library"].startswith("1-")


def test_every_version_comes_back_byte_for_byte_and_the_history_says_who_did_what(
    vigie: Vigie, tmp_path: Path
) -> None:
    file = FILES / "politique-medias-sociaux.docx"
    version = _version(vigie("policies", "add", str(file)))

    vigie("policies", "export", version, "--to", str(tmp_path / "back.docx"))
    vigie("policies", "withdraw", version)
    history = vigie("policies", "history").out

    assert (tmp_path / "back.docx").read_bytes() == file.read_bytes()
    assert [f"the draft {version}" in line for line in history.splitlines()] == [True, True, False]


@pytest.mark.parametrize(
    ("name", "document"),
    [
        ("politique-medias-sociaux.docx", "PMS/fr"),
        slowly("politique-medias-sociaux.pdf", "PMS/fr"),
        slowly("social-media-policy.docx", "PMS/en"),
        slowly("social-media-policy.pdf", "PMS/en"),
        ("code-of-ethics-two-columns.pdf", "CE/en"),
    ],
)
def test_the_document_of_a_file_is_found_out_and_every_clause_keeps_its_id(
    name: str, document: str, vigie: Vigie
) -> None:
    said = vigie("policies", "add", str(FILES / name))

    assert said.out.startswith(f"{document}@2 is kept as a draft")
    assert "0 removed, 0 moved, 0 renumbered" in said.out


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("scanned.pdf", "OCR"),
        ("garbled.pdf", "cannot be read back"),
        ("encrypted.pdf", "password"),
        ("guide-wiki.html", "which document"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_in_one_sentence(
    name: str, sentence: str, vigie: Vigie
) -> None:
    before = vigie("policies", "list", "--all").out

    said = vigie("policies", "add", str(FILES / name))

    assert (said.code, said.out, len(said.err.splitlines())) == (1, "", 1)
    assert sentence in said.err
    assert vigie("policies", "list", "--all").out == before


def test_a_new_document_is_added_by_its_name(vigie: Vigie) -> None:
    given = ("--document", "WIKI", "--title", "Guide du wiki")
    version = _version(vigie("policies", "add", str(FILES / "guide-wiki.html"), *given))
    vigie("policies", "publish", version)

    assert "Guide du wiki" in vigie("policies", "list").out
    vigie("policies", "retire", version.partition("@")[0])
    assert "Guide du wiki" not in vigie("policies", "list").out


@pytest.mark.slow
def test_the_effect_of_a_change_is_shown_before_it_counts(vigie: Vigie, tmp_path: Path) -> None:
    vigie("review", "-", "--archive", said=PROMISE)
    version = _version(vigie("policies", "add", str(_edited(tmp_path))))

    effect = vigie("policies", "preview", version, "--json").json
    shown = vigie("policies", "preview", version).out

    [draft] = [each for each in effect["changed"] if each["kind"] == "draft"]
    assert draft.get("text") is None
    assert "rapporte" not in shown
    assert vigie("policies", "list").out.count("published") == 7


@pytest.mark.slow
def test_a_severity_is_raised_by_a_file_and_lowered_only_with_a_reason(vigie: Vigie, tmp_path: Path) -> None:
    raised, lowered = tmp_path / "raised.yml", tmp_path / "lowered.yml"
    raised.write_text("severities:\n  - {rule: past-performance, severity: block}\n", "utf-8")
    lowered.write_text("severities:\n  - {rule: past-performance, severity: suggestion}\n", "utf-8")
    post = "Notre fonds a rapporté 12 % l'an dernier."
    before = vigie("review", "-", "--json", said=post).json["verdict"]

    added = vigie("policies", "add", str(raised))
    vigie("policies", "publish", "rules")
    refused = vigie("policies", "add", str(lowered))

    assert "rules@2 is kept as a draft" in added.out
    assert "to correct → blocking" in added.out
    assert (before, vigie("review", "-", "--json", said=post).json["verdict"]) == ("revise", "block")
    assert (refused.code, "reason" in refused.err) == (1, True)


@pytest.mark.slow
def test_a_review_made_under_earlier_policies_says_so_when_it_is_replayed(
    vigie: Vigie, tmp_path: Path
) -> None:
    review = vigie("review", "-", "--json", "--archive", said=PROMISE).json["id"]
    vigie("policies", "publish", _version(vigie("policies", "add", str(_edited(tmp_path)))))

    said = vigie("replay", review)
    today = vigie("replay", review, "--now")

    assert said.out.startswith("Same result")
    assert "vigie replay" in said.out
    assert "absence de risque" in " ".join(today.out.split())


@pytest.mark.slow
def test_a_file_changed_in_the_folder_alone_is_published_from_it(vigie: Vigie, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(POLICIES, tmp_path / "policies"))
    assert "Nothing changed" in vigie("policies", "publish", policies=folder).out

    policy = folder / "documents/fr/politique-medias-sociaux.md"
    policy.write_text(policy.read_text("utf-8").replace("ni absence de perte", "ni absence de risque"))
    vigie("policies", "publish", policies=folder)
    vigie("policies", "rollback", policies=folder)

    assert "Nothing changed" in vigie("policies", "publish", policies=folder).out


def test_only_a_draft_is_put_away(vigie: Vigie) -> None:
    said = vigie("policies", "withdraw", "PMS/fr@1")

    assert (said.code, said.out) == (1, "")
    assert "PMS/fr@1" in said.err
