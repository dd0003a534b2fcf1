"""What owners read of the policy library, a golden file a state and language: rewritten by `make golden`."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any, get_args, get_type_hints

import pytest

from bot.domain.clauses import Clause
from bot.domain.coverage import Coverage
from bot.domain.draft import Language
from bot.domain.policy_commands import FOR_EVERYBODY, PolicyVerb
from bot.domain.versions import VersionRef
from bot.slack.ids import CHOOSE_FILE
from bot.slack.render import draw
from bot.texts import LANGUAGES
from bot.usecases.library_life import Done
from bot.usecases.library_ports import RefusedFor
from bot.usecases.policy_views import (
    FileNotTaken,
    NothingToDo,
    OwnersOnly,
    PolicyChanges,
    PolicyClauses,
    PolicyCoverage,
    PolicyHistory,
    PolicyNews,
)
from bot.usecases.views import AnsweredInConversation, ApprovesNothing, UnderEarlier
from tests.marks import slowly
from tests.slack.legal_payloads import assert_legal, objects_in, seen
from tests.slack.sample_policies import (
    ACT,
    BAD,
    changes,
    clause,
    every_change,
    policy_states,
    version_of,
)
from tests.slack.sample_reviews import CARD, shipped

DEEDS = sorted({*get_args(PolicyVerb), "preview", "withdraw"} - set(FOR_EVERYBODY))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", policy_states("fr"))
def test_what_is_shown_of_the_library_reads_as_it_did(
    state: str, language: Language, golden: Callable[[str, str], None]
) -> None:
    message = draw(policy_states(language)[state], language)

    assert_legal(message)
    golden(f"slack/policy-{state}.{language}.json", _json({"text": message.text, "blocks": message.blocks}))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_for_which_a_file_is_not_taken_reads_as_it_did(
    language: Language, golden: Callable[[str, str], None]
) -> None:
    shown = {}
    for code in (*get_args(RefusedFor), "gone"):
        message = draw(FileNotTaken(code, "25"), language)
        assert_legal(message)
        shown[code] = seen(message)

    golden(f"slack/policy-not-taken.{language}.json", _json(shown))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_refusal_reads_as_it_did(language: Language, golden: Callable[[str, str], None]) -> None:
    ask = shipped()[0].firm.ask
    nothing = get_args(get_type_hints(NothingToDo)["why"])
    shown = {deed: seen(draw(OwnersOnly(deed, ask), language)) for deed in DEEDS}
    shown |= {why: seen(draw(NothingToDo(why), language)) for why in nothing}
    shown["policies"] = seen(draw(AnsweredInConversation("policies"), language))

    golden(f"slack/policy-refused.{language}.json", _json(shown))


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_in_a_document_or_a_name_is_a_link_a_mention_or_a_format(language: Language) -> None:
    bad = Clause("PMS", "fr", "PMS-1", BAD, BAD, 0)
    for view in (
        PolicyChanges(changes(BAD, f"{BAD} {BAD}", title=BAD)),
        PolicyClauses(BAD, (bad,)),
        PolicyNews(ACT, (changes(BAD, f"{BAD} x", title=BAD),)),
        FileNotTaken("pack", BAD),
    ):
        message = draw(view, language)
        assert_legal(message)
        assert "mrkdwn" not in json.dumps(message.blocks)
        assert "example.com" not in message.text
        assert {each["type"] for each in objects_in(message.blocks) if "type" in each}.isdisjoint(
            {"user", "broadcast", "channel", "link", "usergroup"}
        )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("number", "size"), [slowly(1, 60_000), slowly(2_000, 150), (60, 2_000)])
def test_a_very_large_change_fits_and_says_what_is_left_out(
    number: int, size: int, language: Language
) -> None:
    was, now = "élan " * (size // 5), "çà et " * (size // 6)
    for view in (
        PolicyChanges(changes(was, now, number)),
        PolicyChanges(changes("", now, number)),
        PolicyNews(ACT, (changes(was, now, number),) * 5),
    ):
        message = draw(view, language)
        assert_legal(message)
        if number > 12 and isinstance(view, PolicyChanges):
            assert "vigie policies diff PMS/fr@4" in seen(message)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_of_no_known_document_offers_the_form_that_asks_which(language: Language) -> None:
    asked, refused = (draw(FileNotTaken(code, "PMS"), language) for code in ("no-document", "broken"))

    assert [each["action_id"] for each in objects_in(asked.blocks) if "action_id" in each] == [CHOOSE_FILE]
    assert "action_id" not in _json(refused.blocks)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_name_is_shown_without_the_id_that_the_record_keeps(language: Language) -> None:
    for view in (PolicyNews(ACT, (every_change(),)), PolicyHistory((Done(ACT),))):
        shown = seen(draw(view, language))
        assert "Élise Gagnon" in shown
        assert "U0ELISE001" not in shown


def test_a_clause_that_stands_alone_is_shown_to_its_last_word() -> None:
    text = "Rien n'est promis. " * 200 + "Sauf par écrit."
    for view in (
        PolicyClauses("PMS-1", (clause("PMS-1", text),)),
        PolicyChanges(changes("", text)),
        PolicyChanges(changes("Rien.", f"Rien. {text}")),
    ):
        message = draw(view, "fr")
        assert_legal(message)
        assert "Sauf par écrit." in seen(message)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_covers_a_very_large_library_fits(language: Language) -> None:
    clauses = tuple(
        replace(clause(f"PMS-{each}", "x", each), document=f"D{each % 50}") for each in range(3_000)
    )
    assert_legal(draw(PolicyCoverage(Coverage(unused=clauses), {}), language))


def test_words_removed_are_struck_and_words_added_are_bold() -> None:
    message = draw(PolicyChanges(changes("Rien n'est promis ici.", "Rien n'est garanti ici.")), "fr")
    styled = {each["text"]: each.get("style", {}) for each in objects_in(message.blocks) if "text" in each
              and isinstance(each["text"], str)}  # fmt: skip

    assert styled["promis"] == {"strike": True}
    assert styled["garanti"] == {"bold": True}
    assert styled["Rien n'est "] == {}


@pytest.mark.parametrize(
    ("stands", "buttons"),
    [
        ("draft", ["policy_preview", "policy_publish", "policy_withdraw"]),
        ("retired", ["policy_preview", "policy_publish"]),
        ("overtaken", ["policy_compare"]),
        ("in-force", []),
        ("put-away", []),
    ],
)
def test_a_version_offers_what_can_be_done_with_it_and_what_counts_is_asked_twice(
    stands: Any, buttons: list[str]
) -> None:
    message = draw(PolicyChanges(changes("a", "b"), stands), "en")
    shown = {each["action_id"]: each for each in objects_in(message.blocks) if "action_id" in each}

    assert list(shown) == buttons
    assert all(each["value"] == "PMS/fr@4|PMS/fr@3" for each in shown.values())
    assert [name for name, each in shown.items() if "confirm" in each] == [
        name for name in buttons if name == "policy_publish"
    ]


def test_an_answer_under_earlier_policies_is_that_answer_and_a_button() -> None:
    answer = ApprovesNothing(shipped()[0].firm.ask)
    alone, earlier = draw(answer, "fr"), draw(UnderEarlier(answer, CARD), "fr")

    assert_legal(earlier)
    assert earlier.blocks[: len(alone.blocks)] == alone.blocks
    assert [each["action_id"] for each in earlier.blocks[-1]["elements"]] == ["card_again"]
    assert earlier.blocks[-1]["elements"][0]["value"] == CARD


def test_the_first_version_of_a_document_is_beside_nothing() -> None:
    message = draw(PolicyChanges(changes("", "Rien n'est garanti.")), "en")

    assert version_of(4) == VersionRef("PMS", "fr", 4)
    assert "in force yet" in seen(message)


def _json(shown: object) -> str:
    return json.dumps(shown, ensure_ascii=False, indent=2) + "\n"
