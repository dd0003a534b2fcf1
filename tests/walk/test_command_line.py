"""Walks from a command to its answer, over the real files, database, index and embeddings."""

import json
import re
import shutil
from pathlib import Path

import pytest

from bot.adapters.folder_lock import FolderLock
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


def test_a_review_made_under_an_older_library_is_replayed_under_that_one(
    vigie: Vigie, tmp_path: Path
) -> None:
    before = vigie("review", "-", "--json", "--archive", said=PROMISE).json
    changed = tmp_path / "policies"
    shutil.copytree(POLICIES, changed)
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


def test_a_broken_rule_is_refused_with_its_file_line_and_example_and_what_was_in_force_stays(
    vigie: Vigie, tmp_path: Path
) -> None:
    broken = tmp_path / "policies"
    shutil.copytree(POLICIES, broken)
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
    assert "20 rules" in said.out


def test_a_conversation_reviews_a_draft_and_says_goodbye(vigie: Vigie) -> None:
    said = vigie("chat", "--lang", "en", said="Guaranteed 8% a year while you sleep. Beat that.")

    assert "Do not post" in said.out
    assert "PMS-5.1" in said.out
    assert "See you soon." in said.out
