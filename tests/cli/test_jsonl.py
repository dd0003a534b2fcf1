"""Many drafts, one a line: one object a line back, in order; a bad line does not stop the rest."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.cli.jsonl import review_lines, to_json
from bot.cli.reading import MOST_BYTES_A_LINE, read_lines
from bot.domain.draft import MAX_CHARACTERS, PLATFORMS, Language
from bot.domain.pack import compile_pack
from bot.usecases.review import Desk, ReviewPorts
from tests.domain.small_packs import FIRM, a_rule, a_topic, phrase, policies_of

ABSENCE = {
    "kind": "absence",
    "when": {"any": ["<firm>"]},
    "needs": {"any": ["je travaille"]},
    "waived_by": "visible-affiliation",
}
RULES = (a_rule("call", phrase("écrivez-moi", "call me")), a_rule("undisclosed", ABSENCE))


class NotNeeded:
    """A port that reviewing a line never uses."""

    def __getattr__(self, name: str) -> Any:
        raise AssertionError(f"a line was reviewed with {name}")


@pytest.fixture(scope="module")
def desk() -> Desk:
    """A desk with two rules and nothing behind it."""
    policies = policies_of(*RULES, topics=(a_topic(),))
    ports = ReviewPorts(NotNeeded(), NotNeeded(), NotNeeded(), lambda text: "fr", NotNeeded(), "0.2.0")
    return Desk(policies, compile_pack(policies.rules, policies.topics, FIRM), ports)


def answers(desk: Desk, *lines: object, spoken: Language | None = None) -> list[dict[str, Any]]:
    """What each line is answered; a line that is not bytes is written as JSON."""
    given = [line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines]
    return [json.loads(to_json(answer)) for answer in review_lines(given, desk, spoken)]


def errors(desk: Desk, *lines: object, spoken: Language | None = None) -> list[tuple[Any, str]]:
    """Id and error code of each answer."""
    return [(each["id"], each["error"]["code"]) for each in answers(desk, *lines, spoken=spoken)]


def line(text: object = "Bonjour à tous", **more: Any) -> dict[str, Any]:
    """A line with an id."""
    return {"id": "a", "text": text, **more}


def test_a_line_is_answered_with_its_review(desk: Desk) -> None:
    (answer,) = answers(desk, line("Écrivez-moi!", platform="x"))

    assert (answer["id"], answer["platform"], answer["verdict"]) == ("a", "x", "revise")
    assert [(each["rule"], each["quote"], each["start"], each["end"]) for each in answer["findings"]] == [
        ("call", "Écrivez-moi", 0, 11)
    ]
    assert answer["rewrite"]["proposal"] is True
    assert answer["versions"]["library"] == "3-9f2c1ab0"


def test_answers_come_one_a_line_in_order_with_their_ids_as_given(desk: Desk) -> None:
    ids = ["b", 7, "a", 0, 2.5, "a", "", "é\u2028"]

    assert [each["id"] for each in answers(desk, *({"id": each, "text": "Bonjour"} for each in ids))] == ids
    (answer,) = review_lines([json.dumps(line("Écrivez-moi!\nb\u2028c")).encode()], desk, None)
    assert len(to_json(answer).splitlines()) == 1


def test_bad_lines_are_answered_with_an_error_and_the_rest_go_on(desk: Desk) -> None:
    found = answers(desk, line("Écrivez-moi!"), b"{nonsense", line(""), b"\xff\xfe", line("Bonjour à tous"))

    assert [each.get("verdict") or each["error"]["code"] for each in found] == [
        "revise",
        "bad-json",
        "empty",
        "not-utf-8",
        "ok",
    ]


def test_an_error_has_an_id_and_nothing_beside_a_code_and_a_message(desk: Desk) -> None:
    for answer in answers(desk, b"{", line(None), {"text": "Bonjour"}):
        assert answer.keys() == {"id", "error"}
        assert answer["error"].keys() == {"code", "message"}
        assert answer["error"]["message"]


@pytest.mark.parametrize(
    "bad",
    [
        b"not json",
        b"[]",
        b'"text"',
        b"null",
        b"{",
        b'{"id": NaN, "text": "a"}',
        b'{"id": Infinity, "text": "a"}',
        b"[" * 100_000,
    ],
)
def test_what_is_not_a_json_object_is_said_to_be_none(desk: Desk, bad: bytes) -> None:
    assert errors(desk, bad) == [(None, "bad-json")]


@pytest.mark.parametrize("given", [{}, {"id": None}, {"id": True}, {"id": ["a"]}, {"id": {"a": 1}}])
def test_an_id_is_a_string_or_a_number(desk: Desk, given: dict[str, Any]) -> None:
    assert errors(desk, {**given, "text": "Bonjour"}) == [(None, "bad-id")]
    assert "line 2" in answers(desk, line(), {**given, "text": "Bonjour"})[1]["error"]["message"]


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        (line(5), "bad-text"),
        (line(None), "bad-text"),
        ({"id": "a"}, "bad-text"),
        (line(""), "empty"),
        (line("\u200b"), "empty"),
        (line("a\x00b"), "not-text"),
        (line("a" * (MAX_CHARACTERS + 1)), "too-long"),
        (line(platform="tiktok"), "unknown-platform"),
        (line(platform=["x"]), "unknown-platform"),
        (line(lang="de"), "bad-lang"),
        (line(lang=["fr"]), "bad-lang"),
        (line(author=["Ana"]), "bad-author"),
        (line(author={"name": 5}), "bad-author"),
        (line(author={"profile_shows_affiliation": "yes"}), "bad-author"),
        (line(author={"role": "king"}), "unknown-role"),
        (line(author={"role": ["employee"]}), "unknown-role"),
    ],
)
def test_each_way_to_be_wrong_has_a_code_and_keeps_the_id(desk: Desk, bad: dict[str, Any], code: str) -> None:
    assert errors(desk, bad) == [("a", code)]


def test_no_error_carries_the_text(desk: Desk) -> None:
    secret = "mot-secret"
    bad = [
        line(f"{secret}\x00"),
        line(secret * 9000),
        line(secret, platform=secret),
        line(secret, lang=secret),
        line([secret]),
    ]
    given = [*(json.dumps(each).encode() for each in bad), f'{{"{secret}'.encode()]
    written = "".join(map(to_json, review_lines(given, desk, None)))

    assert secret not in written


def test_refusals_are_in_the_language_asked_for_else_in_english(desk: Desk) -> None:
    assert answers(desk, line(""))[0]["error"]["message"].startswith("There is no text")
    assert answers(desk, line(""), spoken="fr")[0]["error"]["message"].startswith("Il n'y a pas de texte")


def test_messages_are_in_the_language_asked_for_else_in_the_draft_s(desk: Desk) -> None:
    text = "Écrivez-moi pour vos questions sur les frais."

    assert answers(desk, line(text))[0]["findings"][0]["message"] == "call: message"
    assert answers(desk, line(text), spoken="en")[0]["findings"][0]["message"] == "call: message in English"


def test_refusals_are_in_the_language_of_the_line_when_none_was_asked_for(desk: Desk) -> None:
    assert answers(desk, line("", lang="fr"))[0]["error"]["message"].startswith("Il n'y a pas de texte")
    assert "doit être un texte" in answers(desk, line(5, lang="fr"))[0]["error"]["message"]
    assert answers(desk, line("", lang="fr"), spoken="en")[0]["error"]["message"].startswith(
        "There is no text"
    )


@pytest.mark.parametrize("number", [b"1e999", b"-1e999"])
def test_an_id_too_large_for_a_number_is_no_id_and_what_is_written_is_json(desk: Desk, number: bytes) -> None:
    assert errors(desk, b'{"id": ' + number + b', "text": "Bonjour"}') == [(None, "bad-id")]
    with pytest.raises(ValueError, match="Out of range"):
        to_json({"id": float(number)})


def test_a_line_that_is_too_long_is_refused_and_the_next_one_is_reviewed(desk: Desk, tmp_path: Path) -> None:
    longest = json.dumps(line("\U0001f680" * MAX_CHARACTERS)).encode()
    file = tmp_path / "lines"
    file.write_bytes(b"\n".join([b" " + b"x" * 3_000_000, longest, json.dumps(line()).encode()]))

    lines = list(read_lines(str(file), "en"))

    assert [len(each) <= MOST_BYTES_A_LINE + 1 for each in lines] == [True] * 3
    found = list(review_lines(lines, desk, "fr"))
    assert found[0]["id"] is None
    assert found[0]["error"]["code"] == "too-long"
    assert "plus de 1 Mo" in found[0]["error"]["message"]
    assert [each.get("verdict") for each in found[1:]] == ["ok", "ok"]


def test_blank_lines_are_passed_over_and_still_counted(desk: Desk) -> None:
    found = answers(desk, b"", b"  \r\n", line(), b"\n", {"text": "sans id"})

    assert len(found) == 2
    assert "line 5" in found[1]["error"]["message"]


def test_a_file_may_begin_with_a_byte_order_mark_and_end_its_lines_with_cr_lf(desk: Desk) -> None:
    given = b"\xef\xbb\xbf" + json.dumps(line()).encode() + b"\r\n"

    assert answers(desk, given)[0]["verdict"] == "ok"


@pytest.mark.parametrize("platform", [*PLATFORMS, None, ""])
def test_every_platform_is_known_and_linkedin_the_default(desk: Desk, platform: str | None) -> None:
    assert answers(desk, line(platform=platform))[0]["platform"] == (platform or "linkedin")


@pytest.mark.parametrize(("lang", "language"), [("fr", "fr"), ("en", "en"), (None, "fr"), ("mixed", "fr")])
def test_a_language_may_be_given_and_mixed_lets_the_words_decide(
    desk: Desk, lang: str | None, language: str
) -> None:
    assert (
        answers(desk, line("Bonjour à tous et merci de votre visite", lang=lang))[0]["language"] == language
    )


@pytest.mark.parametrize(
    ("author", "disclosed"),
    [
        (None, False),
        ("Ana Roy", False),
        ({}, False),
        ({"name": "Ana Roy", "role": "executive"}, False),
        ({"role": None, "team": "ignored"}, False),
        ({"role": "firm"}, True),
        ({"name": None, "profile_shows_affiliation": True}, True),
    ],
)
def test_the_author_s_context_reaches_the_rules(desk: Desk, author: object, disclosed: bool) -> None:
    (answer,) = answers(desk, line("Merci à Rivière-Nord.", author=author))

    assert ([each["rule"] for each in answer["findings"]] == []) == disclosed


def test_keys_of_the_caller_s_own_are_ignored(desk: Desk) -> None:
    assert answers(desk, line(verdict="ok", findings=[], note="x"))[0]["verdict"] == "ok"


def test_lone_surrogates_survive(desk: Desk) -> None:
    (answered,) = review_lines([rb'{"id": "\udc00", "text": "\ud83d \u00c9crivez-moi\udc00!"}'], desk, None)
    written = to_json(answered)
    answer = json.loads(written)

    assert answer["id"] == "\udc00"
    assert answer["findings"][0]["quote"] == "Écrivez-moi"
    assert written.encode("utf-8")


def test_json_keeps_accents_readable_and_escapes_what_a_terminal_obeys_or_utf_8_cannot_carry() -> None:
    assert to_json({"a": "é 🚀"}) == '{"a": "é 🚀"}'
    assert to_json({"a": "é \ud83d"}) == r'{"a": "é \ud83d"}'
    assert to_json({"a": "\x1b\x9b\u202e\u061c\u2028"}) == r'{"a": "\u001b\u009b\u202e\u061c\u2028"}'
