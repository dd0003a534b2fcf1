"""A draft is data: nothing of it, of a clause, a rule or the firm is obeyed when a message is drawn."""

import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.draft import Draft
from bot.domain.findings import Citation
from bot.domain.firm import BothLanguages, Contact
from bot.domain.library import Versions
from bot.domain.matters import Matter
from bot.domain.review import Review
from bot.domain.rewriting import Change
from bot.slack.render import Message, draw
from bot.usecases.matter_views import IncidentNotice
from bot.usecases.views import AnsweredByClauses, Help, NotReviewed, Reviewed
from tests.domain.small_packs import FIRM, a_rule, both, phrase, policies_of
from tests.publications import MONDAY
from tests.slack.legal_payloads import assert_legal, objects_in, seen
from tests.slack.sample_reviews import CARD, a_clause, a_finding, a_rewrite, an_omission

MARK = "zqx"
HOSTILE = [
    f"<!channel> {MARK}",
    f"<!here|{MARK}>",
    f"<@U0123|{MARK}>",
    f"<#C0123|{MARK}>",
    f"<!subteam^S012|{MARK}>",
    f"<https://example.com/{MARK}|cliquez>",
    f"https://example.com/{MARK}",
    f"@here @channel @everyone {MARK}",
    f"*{MARK}* _{MARK}_ ~{MARK}~ `{MARK}` ```{MARK}```",
    f"> {MARK}",
    f":{MARK}: :tada:",
    f"&lt;!channel&gt; {MARK} &amp;",
    f"\u202e{MARK}\u2066 \x1b[2J\u200b",
    f"{{{MARK}}} {{ask}} {{0}} %s",
]
hostile = st.builds(
    lambda piece, around: f"{around}{piece}{around}", st.sampled_from(HOSTILE), st.text(max_size=10)
)
TEXT_ONLY = {"text", "plain_text"}
KINDS = {
    "actions", "button", "context", "date", "divider", "header", "overflow", "plain_text", "rich_text",
    "rich_text_list", "rich_text_preformatted", "rich_text_quote", "rich_text_section", "section",
    "static_select", "text",
}  # fmt: skip
"""Everything that is ever drawn: nothing that pings, links, or is read as mrkdwn."""


def _reviewed(said: str) -> Reviewed:
    """A review in which every text from outside is that one."""
    clause = a_clause(said, document=said, clause=said, title=said, language="en")
    findings = (
        a_finding("known", said, message=said, citations=(clause,)),
        an_omission(said),
        *(a_finding(f"rule-{n} {said}", said) for n in range(5)),
    )
    rewrite = a_rewrite(said, Change(said, said, "r"), Change("", said, "r"), Change(said, "", "r"))
    versions = Versions(said[:20], said[:20], "0", "e")
    review = Review(Draft(said), "fr", "fr", "revise", findings, ("image",), rewrite, versions)
    request = Matter(
        "R1",
        "request",
        "T1",
        "U1",
        CARD,
        "r1",
        "approved",
        MONDAY,
        "U1",
        "fr",
        closed_by="U9",
        good_until=MONDAY,
    )
    policies = policies_of(a_rule("known", phrase("mot"), title=both(said, said)))
    return Reviewed(
        CARD, review, policies, matters=(request,), people={"U9": said}, from_file=said, can_ask=True
    )


def _incident(said: str) -> Reviewed:
    """The same, with what must be done at once."""
    ask = Contact(name=BothLanguages(fr=said, en=said), slack=said, email=said)
    return replace(_reviewed(said), incident=IncidentNotice("client", ask, alerted=True))


def _asking(said: str) -> list[Message]:
    ask = Contact(name=BothLanguages(fr=said, en=said), slack=said, email=said)
    clauses = (Citation(said, said, said, said, 1, "en"),)
    return [
        draw(AnsweredByClauses(clauses, ask, CARD), "fr"),
        draw(NotReviewed("guest", said, ask), "fr"),
        draw(NotReviewed("too-long", said), "fr"),
        draw(Help(said), "fr"),
    ]


def _places(value: Any, inside: str = "") -> Iterator[tuple[str, str, str]]:
    """Every string of a payload with the kind of object it is in and its key there."""
    if isinstance(value, dict):
        kind = value.get("type", inside)
        for key, each in value.items():
            if isinstance(each, str):
                yield kind, key, each
            else:
                yield from _places(each, kind)
    elif isinstance(value, list):
        for each in value:
            yield from _places(each, inside)


@given(hostile)
def test_every_text_from_outside_ends_in_an_element_that_obeys_nothing(said: str) -> None:
    for message in (draw(_reviewed(said), "fr"), draw(_incident(said), "fr"), *_asking(said)):
        assert_legal(message)
        assert MARK not in message.text
        assert {each["type"] for each in objects_in(message.blocks) if "type" in each} <= KINDS
        holding = {(kind, key) for kind, key, text in _places(message.blocks) if MARK in text}
        assert not any(_moves_text(each) for each in set(seen(message)) - {"\n", "\t"})
        assert holding
        assert holding <= {*((kind, "text") for kind in TEXT_ONLY), ("button", "accessibility_label")}


@pytest.mark.parametrize("said", HOSTILE)
def test_what_is_hostile_is_shown_as_it_was_written(said: str) -> None:
    """Not escaped either: a person who reads `&lt;` would not know their own words."""
    visible = "".join("\ufffd" if _moves_text(each) else each for each in said)

    quotations = [
        each["elements"][0]["text"]
        for each in objects_in(draw(_reviewed(said), "fr").blocks)
        if each.get("type") == "rich_text_preformatted"
    ]

    assert quotations == [visible]


def _moves_text(character: str) -> bool:
    return unicodedata.category(character) == "Cc" or unicodedata.bidirectional(character) in (
        "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI",
    )  # fmt: skip


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_name_that_looks_like_a_value_to_fill_in_is_left_alone(language: str) -> None:
    ask = Contact(name=BothLanguages(fr="{ask} {0}", en="{ask} {0}"))

    shown = seen(draw(AnsweredByClauses((), ask), "fr" if language == "fr" else "en"))

    assert "{ask} {0}" in shown


@pytest.mark.parametrize("quote", ["a", ".", " ", "\u200b", "\ufffd", "é", "👀"])
def test_a_quote_of_one_character_is_shown(quote: str) -> None:
    review = Review(
        Draft(quote), "fr", "fr", "revise", (a_finding(quote=quote),), (), None, Versions("l", "r", "0", "e")
    )

    message = draw(Reviewed(CARD, review, policies_of()), "fr")

    assert_legal(message)
    assert f"«\N{NO-BREAK SPACE}{quote}\N{NO-BREAK SPACE}»" in seen(message)


def test_nothing_of_a_message_is_in_its_repr() -> None:
    assert MARK not in repr(draw(_reviewed(MARK), "fr"))


def test_the_firm_is_named_as_it_writes_itself() -> None:
    assert FIRM.names[0] in seen(draw(Help(FIRM.names[0]), "fr"))
