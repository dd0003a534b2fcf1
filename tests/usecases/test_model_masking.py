"""What identifies somebody stays here: not in a prompt, an archived answer, a log or an error."""

import json
import logging
import traceback
from dataclasses import replace

import pytest

from bot.domain.contract import review_json
from bot.domain.draft import Author, Draft, Language
from bot.domain.findings import Citation
from bot.domain.masking import Mask, still_identifies
from bot.domain.model_answers import Judgement
from bot.domain.prompts import Rendered
from bot.texts import say
from bot.usecases.ask_model import AskingModel, mask_for
from bot.usecases.model_port import NoAnswer
from bot.usecases.model_review import review_with_model
from bot.usecases.review import archived_body
from tests.domain.masked_posts import WITH_CLIENT_DATA
from tests.fakes_model import ScriptedModel
from tests.prompt_parts import draft_in, labels_in
from tests.shipped_desk import ModelAtDesk
from tests.usecases.model_drafts import (
    HIDDEN,
    NOTHING_MORE,
    PASSING,
    PROMISES,
    judged,
    of_model,
    rewriting,
    with_client,
)

BOTH: tuple[Language, ...] = ("fr", "en")
NOT_LETTERS = {
    "en": "He sleeps well at last, I can tell you.",
    "fr": "Elle dort enfin tranquille, croyez-moi.",
}


def _sent(model: ScriptedModel) -> str:
    return "\n".join(f"{each.system}\n{each.user}" for each in model.asked)


@pytest.mark.parametrize("language", BOTH)
def test_nobody_can_be_found_in_what_the_model_is_asked(language: Language) -> None:
    failing = rewriting(f"{PASSING[language]} 14 %")
    model = ScriptedModel([NOTHING_MORE, failing])
    ModelAtDesk(model).review(with_client(language))

    assert [each.name for each in model.asked] == ["judge", "rewrite", "rewrite-again", "rewrite-again"]
    assert not [each for each in HIDDEN[language] if each in _sent(model)]
    assert "[PERSON_1]" in draft_in(model.asked[0])


@pytest.mark.parametrize(("text", "hidden"), WITH_CLIENT_DATA)
def test_no_post_with_client_data_goes_out_with_it(text: str, hidden: tuple[str, ...]) -> None:
    model = ScriptedModel([NOTHING_MORE, rewriting("…")])
    ModelAtDesk(model).review(text)
    drafts = "\n".join(draft_in(each) for each in model.asked)

    assert not [each for each in hidden if each in drafts]
    assert not still_identifies(_sent(model))


@pytest.mark.parametrize(
    "said",
    [
        {"author": Author("Philippe-Antoine Vaillancourt")},
        {"audience": "mes clients, dont Josée Pinsonnault et son mari"},
        {"purpose": "que ma cliente Josée Pinsonnault (514 555-0142) la partage"},
    ],
)
def test_nor_in_what_an_author_says_beside_the_draft(said: dict[str, object]) -> None:
    draft = replace(Draft("Un mot de Philippe-Antoine Vaillancourt: rendement garanti."), **said)  # type: ignore[arg-type]
    draft = replace(draft, author=Author("Philippe-Antoine Vaillancourt"))
    model = ScriptedModel([NOTHING_MORE, rewriting("…")])
    ModelAtDesk(model).review(draft)

    assert not [each for each in ("Vaillancourt", "Pinsonnault", "555-0142") if each in _sent(model)]


@pytest.mark.parametrize("language", BOTH)
def test_a_confidential_term_inside_a_clause_does_not_go_out(language: Language) -> None:
    model, draft = ScriptedModel([NOTHING_MORE, rewriting("…")]), Draft(PROMISES[language])
    clause = Citation("Politique", "PMS-99", "Projets", "On ne dit rien du Projet Estuaire.", 1, "fr")
    at = ModelAtDesk(model)
    ports = replace(at.ports, find_clauses=lambda *_: (clause,))
    for _ in range(2):
        review_with_model(draft, at.shipped.desk, AskingModel(ports, mask_for(draft, at.shipped.desk)))

    assert "[PMS-99] Projets: On ne dit rien du [TERM_1]." in model.asked[-1].user
    assert "Estuaire" not in _sent(model)


@pytest.mark.parametrize("language", BOTH)
def test_what_was_hidden_is_in_its_place_again_in_what_the_author_reads(language: Language) -> None:
    names = {"fr": "Ma cliente Josée Pinsonnault", "en": "My client Walter Okonkwo"}
    draft = Draft(f"{names[language]} a signé. {NOT_LETTERS[language]}")
    quote = f"{' '.join(names[language].split()[:2])} [PERSON_1]"

    def judge(prompt: Rendered, _: type) -> Judgement:
        assert quote in draft_in(prompt)
        return judged(quote, labels_in(prompt)[0])

    (finding,) = of_model(ModelAtDesk(ScriptedModel([judge, rewriting("…")])).review(draft))

    assert finding.quote == names[language] == draft.text[finding.start : finding.end]


@pytest.mark.parametrize("language", BOTH)
def test_what_is_kept_of_an_answer_is_kept_masked(language: Language) -> None:
    model = ScriptedModel([NOTHING_MORE, rewriting(f"{PASSING[language]} [PERSON_1]")])
    review = ModelAtDesk(model).review(with_client(language))
    kept = json.loads(archived_body(review, "r"))["model"]["record"]

    assert [each[0] for each in kept][:2] == ["judge", "rewrite"]
    assert not [each for each in HIDDEN[language] if each in json.dumps(kept, ensure_ascii=False)]


def test_the_same_value_has_the_same_mark_in_every_prompt_of_a_review() -> None:
    model = ScriptedModel([NOTHING_MORE, rewriting(f"{PASSING['en']} 14%"), rewriting(PASSING["en"])])
    ModelAtDesk(model).review(with_client("en"))

    assert len({draft_in(each).partition("\n#")[0] for each in model.asked}) == 1


def _asking(model: ScriptedModel, draft: Draft) -> AskingModel:
    desk = ModelAtDesk(model)
    return AskingModel(desk.ports, mask_for(draft, desk.shipped.desk))


class LeakyMask(Mask):
    """Hides nothing, as one with a fault would."""

    def hide(self, text: str) -> str:
        """The text as it is."""
        return text


@pytest.mark.parametrize(
    "number", ["card 4539 1488 0343 6467", "NAS 046 454 286", "FR14 2004 1010 0505 0001 3M02 606"]
)
def test_where_a_checked_number_would_still_go_out_nothing_is_asked_and_the_author_is_told(
    number: str,
) -> None:
    model, draft = ScriptedModel([NOTHING_MORE]), Draft(f"{PROMISES['en']} {number}")
    at = ModelAtDesk(model)
    asking = AskingModel(at.ports, LeakyMask(at.shipped.desk.policies.firm))
    review = review_with_model(draft, at.shipped.desk, asking)

    assert model.asked == []
    assert review_json(review, "r")["model"]["left_out"] == {"what": "judgement", "why": "identifies"}
    assert review_json(review, "r")["model"]["calls"] == 0
    assert replace(review, model=None) == at.floor(draft)
    assert "identifies somebody: nothing was sent" in say("model.why.identifies", "en")
    assert not [each for each in at.spending.calls.values() if each.spent.tokens]


@pytest.fixture
def logged(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.DEBUG)
    return caplog


@pytest.mark.parametrize("language", BOTH)
def test_no_text_of_a_draft_is_logged_or_shown_of_what_asks(
    logged: pytest.LogCaptureFixture, language: Language
) -> None:
    draft = with_client(language)
    model = ScriptedModel([NOTHING_MORE, rewriting("…")])
    asking = _asking(model, draft)
    desk = ModelAtDesk(model)
    review = desk.review(draft)
    assert review.model
    shown = f"{logged.text} {asking!r} {model.asked!r} {review.model!r} {desk.spending.calls!r}"

    assert not [each for each in (*HIDDEN[language], "6 %", "6%") if each in shown]


@pytest.mark.parametrize("why", ["malformed", "refused", "busy"])
def test_no_text_of_a_draft_is_in_what_goes_wrong(why: str) -> None:
    draft = with_client("en")
    asking = _asking(ScriptedModel([NoAnswer(why)]), draft)  # type: ignore[arg-type]
    with pytest.raises(NoAnswer) as failed:
        asking.ask("repair", Judgement, {"why": draft.text})

    assert "guaranteed" not in "".join(traceback.format_exception(failed.value))


def test_an_answer_that_is_too_long_once_it_is_unmasked_is_malformed_and_shows_nothing() -> None:
    name = "Philippe-Antoine Vaillancourt-Desrochers de la Durantaye"
    draft = Draft(f"Un mot de {name}.", author=Author(name))
    many = judged(" ".join(["[PERSON_1]"] * 20), "PMS-5.2")
    asking = _asking(ScriptedModel([many]), draft)
    with pytest.raises(NoAnswer) as failed:
        asking.ask("repair", Judgement, {"why": draft.text})

    assert failed.value.why == "malformed"
    assert "Vaillancourt" not in "".join(traceback.format_exception(failed.value))
    assert (asking.record[0].answer, asking.record[0].why_not) == (None, "malformed")
