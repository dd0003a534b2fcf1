"""The firm's golden cases: read whole or refused with the file and the line; the shipped ones are sound."""

from collections import Counter
from pathlib import Path

import pytest

from bot.adapters.golden_cases import read_golden_cases
from bot.adapters.policy_folder import PolicyFolder
from bot.usecases.library_ports import GoldenCase
from bot.usecases.ports import PolicyFileError

POLICIES = Path(__file__).resolve().parents[2] / "policies"
SECRET = "Ma cliente Josée"


def _folder(tmp_path: Path, name: str, *lines: str) -> PolicyFolder:
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / name).write_text("\n".join(lines), encoding="utf-8")
    return PolicyFolder(tmp_path)


def test_a_case_has_an_id_and_a_text_and_may_have_a_platform_and_the_right_verdict(tmp_path: Path) -> None:
    folder = _folder(
        tmp_path,
        "fr.jsonl",
        '{"id": "fr-1", "text": "Bonjour."}',
        "",
        '{"id": "fr-2", "text": "Garanti!", "platform": "x", "verdict": "block"}',
    )

    assert folder.cases() == [
        GoldenCase("fr-1", "Bonjour."),
        GoldenCase("fr-2", "Garanti!", "x", "block"),
    ]


def test_a_folder_without_cases_has_none(tmp_path: Path) -> None:
    assert PolicyFolder(tmp_path).cases() == []


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Bonjour", "this is not valid JSON"),
        (f'{{"id": "fr-2", "text": "{SECRET}"', "this is not valid JSON"),
        ('{"id": "fr-2"}', "text: this key is missing"),
        (f'{{"id": "fr-2", "text": "{SECRET}", "author": "Nadia"}}', "unknown key"),
        (f'{{"id": "fr 2", "text": "{SECRET}"}}', "id: String should match"),
        (f'{{"id": "fr-2", "text": "{SECRET}", "verdict": "fine"}}', "verdict: Input should be"),
        (f'{{"id": "fr-2", "text": "{SECRET}", "platform": "myspace"}}', "not a draft: unknown-platform"),
        ('{"id": "fr-2", "text": "  "}', "not a draft: empty"),
        (f'{{"id": "fr-1", "text": "{SECRET}"}}', "the id fr-1 is there twice"),
        ('["fr-2"]', "Input should be an object"),
    ],
)
def test_a_line_that_is_no_case_is_refused_with_its_place_and_without_its_text(
    tmp_path: Path, line: str, reason: str
) -> None:
    folder = _folder(tmp_path, "fr.jsonl", '{"id": "fr-1", "text": "Bonjour."}', line)

    with pytest.raises(PolicyFileError) as refused:
        folder.cases()

    assert (refused.value.file, refused.value.line) == ("cases/fr.jsonl", 2)
    assert refused.value.reason.startswith(reason)
    assert "Josée" not in str(refused.value)
    assert "Nadia" not in str(refused.value)


def test_an_id_may_not_be_in_two_files() -> None:
    line = '{"id": "1", "text": "Bonjour."}'

    with pytest.raises(PolicyFileError, match=r"b\.jsonl:1: the id 1 is there twice"):
        read_golden_cases({"a.jsonl": line, "b.jsonl": line})


def test_another_kind_of_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PolicyFileError, match="jsonl"):
        _folder(tmp_path, "fr.csv", "1;Bonjour").cases()


def test_the_shipped_cases_are_thirty_in_each_language_and_a_third_is_fine() -> None:
    cases = PolicyFolder(POLICIES).cases()

    assert Counter(each.id[:3] for each in cases) == {"fr-": 30, "en-": 30}
    verdicts = Counter(each.verdict for each in cases)
    assert set(verdicts) == {"ok", "approval", "revise", "block"}
    assert 0.25 < verdicts["ok"] / len(cases) < 0.4
    assert len({each.platform for each in cases}) == 7


def test_no_shipped_case_is_what_the_rules_learn_from_or_are_measured_on() -> None:
    texts = [path.read_text("utf-8") for path in (POLICIES / "rules").glob("*.yml")]
    texts += [path.read_text("utf-8") for path in (POLICIES / "examples").glob("*.jsonl")]
    texts += [path.read_text("utf-8") for path in (POLICIES.parent / "tests" / "evals").glob("*.jsonl")]
    known = "\n".join(texts)

    for case in PolicyFolder(POLICIES).cases():
        assert case.text.split("\n")[0][:50] not in known, case.id
