"""What is seen at the ways in, in both languages: legal, complete, no draft shown where it must not be."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.draft import Language
from bot.slack.render import draw
from bot.slack.render.forms import draw_form, form_errors
from bot.texts import LANGUAGES
from bot.usecases.chat_ports import FileRef, Place, Received
from bot.usecases.form_views import ReviewForm
from bot.usecases.matter_views import HowToMention, InviteMe, Shared, SharedReview, Welcome
from bot.usecases.views import FileNotRead, View
from tests.slack.legal_payloads import assert_legal, seen
from tests.slack.sample_reviews import real_review, shipped

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
PLAIN: tuple[View, ...] = (
    InviteMe(), Shared(), Shared("c1"), HowToMention(), Welcome("Rivière-Nord"), FileNotRead("gone"),
    FileNotRead("type"), FileNotRead("empty"), FileNotRead("too-large", "25"), FileNotRead("encrypted"),
    FileNotRead("bomb"),
)  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("view", PLAIN, ids=lambda view: type(view).__name__)
def test_is_legal_and_says_something(view: View, language: Language) -> None:
    message = draw(view, language)

    assert_legal(message)
    assert len(seen(message)) > 15


def test_nothing_reads_the_same_in_both_languages() -> None:
    for view in PLAIN:
        assert seen(draw(view, "fr")) != seen(draw(view, "en"))


def shared(text: str, language: Language) -> SharedReview:
    return SharedReview("Amélie <!channel> *Tremblay*", real_review(text, language), shipped()[0])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_shared_review_has_the_draft_the_verdict_and_what_to_post_instead(language: Language) -> None:
    text = "Le taux affiché d'une hypothèque n'est pas le vôtre. Écrivez-moi en privé!"
    view = shared(text, language)
    message = draw(view, language)

    assert_legal(message)
    assert text in seen(message)
    assert view.review.rewrite is not None
    assert view.review.rewrite.text in seen(message)
    assert "action_id" not in str(message.blocks)
    assert "mrkdwn" not in str(message.blocks)
    assert text not in message.text


def test_a_draft_that_must_not_go_out_is_not_shown_to_a_channel() -> None:
    text = "8 % garanti par année, sans lever le petit doigt. Qui dit mieux?"
    view = shared(text, "fr")
    assert view.review.verdict == "block"

    message = draw(view, "fr")
    assert_legal(message)
    assert "petit doigt" not in seen(message)


def test_a_long_one_is_cut_where_a_reader_sees_it() -> None:
    view = shared("Lisez la ligne des frais de votre relevé.", "fr")
    draft = replace(view.review.draft, text=f"{view.review.draft.text} " * 900)
    message = draw(replace(view, review=replace(view.review, draft=draft)), "fr")

    assert_legal(message)
    assert "Ce n'est que le début." in seen(message)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_form_has_every_field_once_and_asks_for_nothing_but_a_draft(language: Language) -> None:
    form = draw_form(ReviewForm("Un brouillon"), language)

    fields = [block["block_id"] for block in form["blocks"]]
    assert fields == [
        "text", "file", "genre", "platform", "language", "account", "paid", "planned", "audience", "purpose",
    ]  # fmt: skip
    assert form["blocks"][0]["element"]["initial_value"] == "Un brouillon"
    assert len(form["title"]["text"]) <= 24
    assert all(len(block["label"]["text"]) <= 48 for block in form["blocks"])
    for block in form["blocks"]:
        for option in block["element"].get("options", []):
            assert 0 < len(option["text"]["text"]) <= 75
            assert "…" not in option["text"]["text"]


def sent(text: str = "Un brouillon", name: str = "", **form: str) -> Received:
    files = (FileRef("F1", name, 3),) if name else ()
    return Received(
        "f", "f", "form", Place("T1", "U1", "f"), "f", "U1", text, choice="review", files=files, form=form
    )


def test_what_is_wrong_is_said_beside_its_field() -> None:
    soon, late = (str(int((NOW + timedelta(hours=each)).timestamp())) for each in (1, -1))
    wrong = [
        form_errors(each, "fr", NOW)
        for each in (
            sent(), sent(" "), sent("", "billet.docx"), sent("", "billet.pdf"), sent(planned=soon),
            sent(planned=late),
        )
    ]  # fmt: skip

    assert [list(each) for each in wrong] == [[], ["text"], [], ["file"], [], ["planned"]]
    assert form_errors(replace(sent(), text=""), "en", NOW) == {"text": "Write your draft, or attach a file."}
