"""A rule pack is read and checked: a broken one is refused with its file, its line and what is wrong."""

from collections.abc import Mapping

import pytest
import yaml

from bot.adapters import yaml_records
from bot.usecases.ports import PackSource, PolicyFileError
from bot.usecases.read_pack import PackFiles, pack_problems, read_pack
from tests.domain.small_learned import learned_rule, learned_text
from tests.policy_files import firm_text, rule_text

FILE = "rules/guaranteed-return.yml"


def _files(
    *,
    firm: str | None = None,
    topics: Mapping[str, str] | None = None,
    learned: str = "",
    severities: str = "",
    **rules: str,
) -> PackFiles:
    named = {f"rules/{name.replace('_', '-')}.yml": text for name, text in rules.items()}
    source = PackSource(named or {FILE: rule_text()}, topics or {}, firm or firm_text(), severities, learned)
    return PackFiles(source, yaml_records)


def _line(text: str, words: str) -> int:
    """The line on which those words stand first."""
    return text[: text.index(words)].count("\n") + 1


def _refused(files: PackFiles) -> PolicyFileError:
    with pytest.raises(PolicyFileError) as refused:
        read_pack(files)
    assert "\n" not in str(refused.value)
    assert str(pack_problems(files)[0]) == str(refused.value)
    return refused.value


def test_a_sound_pack_is_read_in_the_order_of_its_files() -> None:
    records = read_pack(
        _files(b=rule_text("no-risk-claim", "sans risque", "without risk"), a=rule_text("guaranteed-return"))
    )

    assert [rule.id for rule in records.rules] == ["no-risk-claim", "guaranteed-return"]
    assert records.firm.names == ("Rivière-Nord",)
    assert records.files == {"no-risk-claim": "rules/b.yml", "guaranteed-return": "rules/a.yml"}


def test_all_that_is_wrong_with_the_examples_is_told() -> None:
    good = {"fr": ["Un rendement garanti."] * 3, "en": ["Read.", "Write.", "Think."]}
    examples = {
        "bad": {"fr": ["Un [[rendement]]."] * 3, "en": ["A [[guaranteed return]]."] * 3},
        "good": good,
    }

    problems = pack_problems(_files(guaranteed_return=rule_text(examples=examples)))

    assert len(problems) == 6
    assert len({each.reason for each in problems}) == 2


@pytest.mark.parametrize(
    ("sort", "language", "examples", "said"),
    [
        (
            "bad",
            "fr",
            ["Un [[gain certain]] ici."],
            "guaranteed-return: the rule finds nothing in its French example “Un [[gain certain]] ici.”",
        ),
        (
            "bad",
            "en",
            ["A guaranteed return [[here]]."],
            "guaranteed-return: in the English example “A guaranteed return [[here]].” the rule finds "
            "“guaranteed return”, not “here”",
        ),
        (
            "good",
            "fr",
            ["Le rendement garanti du CPG."],
            "guaranteed-return: the rule finds “rendement garanti” in the French example "
            "“Le rendement garanti du CPG.”, which is a good one",
        ),
        (
            "bad",
            "fr",
            [{"text": "Un [[rendement garanti]] fou.", "severity": "block"}],
            "guaranteed-return: the French example “Un [[rendement garanti]] fou.” is judged revise, "
            "not block",
        ),
    ],
)
def test_an_example_that_fails_is_named_with_its_line(
    sort: str, language: str, examples: list[object], said: str
) -> None:
    record = yaml.safe_load(rule_text())
    record["examples"][sort][language] += examples
    text = yaml.safe_dump(record, allow_unicode=True, sort_keys=False, width=1_000)

    error = _refused(_files(guaranteed_return=text))

    words = examples[0]["text"] if isinstance(examples[0], dict) else examples[0]
    assert (error.file, error.line, error.reason) == (FILE, _line(text, str(words)), said)


def test_a_long_example_is_shown_in_part() -> None:
    record = yaml.safe_load(rule_text())
    record["examples"]["bad"]["fr"].append("Mot\n" * 300)
    text = yaml.safe_dump(record, allow_unicode=True, sort_keys=False, width=1_000)

    assert len(_refused(_files(guaranteed_return=text)).reason) < 300


def test_too_few_examples() -> None:
    examples = {"bad": {"fr": ["Un [[rendement garanti]]."], "en": []}, "good": {"fr": [], "en": []}}
    text = rule_text(examples=examples)

    error = _refused(_files(guaranteed_return=text))

    assert (error.line, error.reason) == (
        _line(text, "  bad:") + 1,
        "guaranteed-return: 1 bad examples in French, at least 3 are needed",
    )


@pytest.mark.parametrize(
    ("changes", "words", "said"),
    [
        ({"colour": "bleu"}, "colour", "colour: unknown key"),
        ({"severity": "grave"}, "severity", "severity: Input should be"),
        ({"fix": {"topic": "moon"}}, "topic: moon", "there is no resource topic moon"),
        ({"unless": [{"fr": ["(la lune"]}]}, "(la lune", "“(la lune”: "),
        ({"unless": [{"any": ["/(?<=a+)b/"]}]}, "/(?<=a+)b/", "“/(?<=a+)b/”: not a valid expression"),
        ({"unless": [{"any": ["/(?i)lune/"]}]}, "/(?i)lune/", "“/(?i)lune/”: not a valid expression"),
        ({"detect": [{"kind": "pattern", "fr": ["[a-"]}]}, "'[a-'", "“[a-”: not a valid expression"),
        (
            {"detect": [{"kind": "phrase", "fr": ["chez <moon>"]}]},
            "chez <moon>",
            "“chez <moon>”: unknown placeholder",
        ),
    ],
)
def test_a_record_that_cannot_be_used_is_named_with_its_line(
    changes: dict[str, object], words: str, said: str
) -> None:
    text = rule_text(**changes)

    error = _refused(_files(guaranteed_return=text))

    assert (error.file, error.line) == (FILE, _line(text, words))
    assert error.reason.startswith(said)


def test_what_is_not_yaml_is_named_with_its_line() -> None:
    error = _refused(_files(guaranteed_return=rule_text() + "also: [\n"))

    assert (error.file, error.reason) == (FILE, "this is not valid YAML")


def test_a_broken_firm_profile() -> None:
    error = _refused(_files(firm=firm_text(names=[])))

    assert (error.file, error.line) == ("firm.yml", 1)
    assert error.reason.startswith("names: ")


def test_two_files_with_one_rule() -> None:
    error = _refused(_files(a=rule_text(), b=rule_text()))

    assert (error.file, error.line, error.reason) == (
        "rules/b.yml",
        1,
        "rules/a.yml has the same id, guaranteed-return",
    )


def test_a_rule_of_meaning_that_learned_nothing_is_refused_and_told_what_to_do() -> None:
    text = rule_text(detect=[*yaml.safe_load(rule_text())["detect"], {"kind": "examples"}])

    error = _refused(_files(guaranteed_return=text))

    assert (error.file, error.line) == (FILE, _line(text, "detect:"))
    assert error.reason == "guaranteed-return judges by meaning: run `vigie rules learn` first"


def test_a_rule_of_meaning_that_learned_is_read_with_what_it_learned() -> None:
    text = rule_text(detect=[*yaml.safe_load(rule_text())["detect"], {"kind": "examples"}])
    learned = learned_text(guaranteed_return=learned_rule(words={"promis": 2.0}))

    records = read_pack(_files(guaranteed_return=text, learned=learned))

    assert records.pack.by_meaning == {"guaranteed-return"}
    assert records.learned is not None
    assert records.pack.learned == records.learned
    assert records.learned.rules["guaranteed-return"].words == {"promis": 2.0}


@pytest.mark.parametrize("learned", ["{", "[]", '{"embedder": "a"}', '{"un secret": 1}'])
def test_what_was_learned_and_cannot_be_read_is_made_again(learned: str) -> None:
    error = _refused(_files(learned=learned))

    assert (error.file, error.line) == ("learned.json", 1)
    assert error.reason == "this cannot be read: run `vigie rules learn` again"
