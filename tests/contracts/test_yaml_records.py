"""Policy files are read whatever is in them: one that would take the program down is refused at once."""

import time

import pytest

from bot.adapters.yaml_records import read_record, write_record
from bot.domain.firm import FirmProfile
from bot.domain.severity_changes import SeverityChanges
from bot.usecases.ports import PolicyFileError

ALIASES = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)
TOO_MUCH = "no rule is nested so deep, has so many values, or one so long"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("names: " + "[" * 2_000_000, TOO_MUCH),
        ("- " * 1_000_000, TOO_MUCH),
        ("{names: " * 100_000, TOO_MUCH),
        ("names: [" + "x," * 1_000_000 + "]", TOO_MUCH),
        ("names: 1" + ":1" * 1_000_000, TOO_MUCH),
        (f"names: '{'x' * 30_000}'", TOO_MUCH),
        (ALIASES, "what is repeated in this file by * makes it longer than 4 MB"),
        ("names: &a [*a]", "what is repeated in this file by * makes it longer than 4 MB"),
    ],
    ids=["lists", "entries", "maps", "values", "number", "long", "aliases", "endless"],
)
def test_a_file_that_would_take_the_program_down_is_refused_at_once(text: str, said: str) -> None:
    began = time.perf_counter()
    with pytest.raises(PolicyFileError) as refused:
        read_record(FirmProfile, text, "firm.yml")

    assert refused.value.reason == said
    assert time.perf_counter() - began < 5


def test_what_is_written_once_and_pointed_to_is_read() -> None:
    text = "severities:\n- &a {rule: x, severity: block}\n- *a\n"

    assert len(read_record(SeverityChanges, text, "severities.yml").severities) == 2


def test_nothing_of_a_file_makes_the_program_do_anything() -> None:
    with pytest.raises(PolicyFileError, match=r"cannot be|not valid"):
        read_record(FirmProfile, "names: !!python/object/apply:os.system ['true']", "firm.yml")


def test_what_is_written_is_read_back_to_the_letter() -> None:
    texts = {
        "lines": "Une ligne.\n\nUne autre: « oui ».\n",
        "spaces": "  devant et derrière  \n x ",
        "signs": "🔥 * & ! # [x] {y} | > % @ ` ' \" \\ \t é ’",
        "emoji": "🔥 Garanti: 8 %",
        "yes": "yes",
        "number": "12",
        "date": "2026-12-31",
        "empty": "",
        "long": "mot " * 400,
        "slashes": r"/\b(?:a|b)\b[^.!?\n]{0,25}/",
    }
    names = list(texts.values())
    record = {"names": names, "affiliation": {"fr": "Je.", "en": "I."}}
    written = write_record(
        {**record, "advertising_mention": {"fr": "P", "en": "#Ad"}, "ask": {"name": {"fr": "a", "en": "b"}}}
    )

    assert list(read_record(FirmProfile, written, "firm.yml").names) == names
    assert "🔥 Garanti" in written
