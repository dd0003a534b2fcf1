"""What people read in Slack, a golden file a state and language: rewritten by `make golden`."""

import json
from collections.abc import Callable
from typing import get_args

import pytest

from bot.domain.clauses import split_clauses
from bot.domain.draft import Language
from bot.domain.findings import Citation
from bot.slack.render import Message, draw
from bot.texts import LANGUAGES
from bot.usecases.matter_views import IncidentNotice
from bot.usecases.views import (
    Acknowledged,
    AnsweredByClauses,
    AnsweredInConversation,
    AskWhatItIs,
    Failed,
    Help,
    NotReviewed,
    Reading,
    Reviewed,
    View,
    WhyNot,
    Withdrawn,
    YourDraft,
)
from tests.domain.small_packs import FIRM
from tests.publications import document
from tests.slack.legal_payloads import assert_legal
from tests.slack.sample_reviews import CARD, real_review, shipped

DRAFTS: dict[str, dict[Language, str]] = {
    "ok": {
        "fr": "Dans un REER, on choisit les frais et le temps. Quelle ligne du relevé lire d'abord?",
        "en": "In an RRSP, you choose the fees and the time. Which line of your statement do you read first?",
    },
    "approval": {
        "fr": "Le Fonds Revenu Plus Rivière-Nord détient des obligations.",
        "en": "The Rivière-Nord Income Plus Fund holds bonds.",
    },
    "revise": {
        "fr": "Le taux affiché d'une hypothèque n'est pas le vôtre. Demandez la formule de pénalité "
        "par écrit. Écrivez-moi en privé!",
        "en": "The posted rate of a mortgage is not yours. Ask for the penalty formula in writing. DM me!",
    },
    "proposal": {
        "fr": "Écrivez-moi!!! Offre limitée, dépêchez-vous!",
        "en": "DM me!!! Limited offer, hurry!",
    },
    "block": {
        "fr": "8 % garanti par année, sans lever le petit doigt. Qui dit mieux?",
        "en": "8% guaranteed every year, without lifting a finger. Can you beat that?",
    },
    "confidential": {
        "fr": "Grosse nouvelle jeudi chez un de nos clients cotés en bourse. Restez à l'affût 👀",
        "en": "Huge news Thursday from one of our listed clients. Watch this space 👀",
    },
    "many": {
        "fr": "Rendement garanti de 8 %, sans risque! Écrivez-moi en privé au 514-555-0199. Achetez BORL: "
        "https://exemple.com/borl 📸. Meilleure équipe au Québec. Dépêchez-vous, offre limitée!",
        "en": "Guaranteed return of 8%, no risk! DM me or call 514-555-0199. Buy BORL, see "
        "https://example.com/borl 📸. The best team in Canada. Hurry, limited offer!",
    },
}

STATES: dict[str, View] = {
    "reading": Reading(),
    "reading-again": Reading(again=True),
    "failed": Failed(CARD, "7f3a"),
    "withdrawn": Withdrawn(archived=False),
    "withdrawn-archived": Withdrawn(archived=True),
    "withdrawn-incident": Withdrawn(archived=True, incident=IncidentNotice("client", FIRM.ask, alerted=True)),
    "answered-none": AnsweredByClauses((), FIRM.ask),
    "help": Help("Rivière-Nord"),
    "help-in-thread": Help("Rivière-Nord", in_thread=True),
    "help-reader": Help("Rivière-Nord", library=True),
    "help-owner": Help("Rivière-Nord", library=True, owner=True),
    "what-is-it": AskWhatItIs(CARD),
    "acknowledged": Acknowledged(),
    "acknowledged-above": Acknowledged(above=True),
    "your-draft": YourDraft(
        "Un billet <!channel> *gras* <https://exemple.com|ici>.\n\nÀ relire & corriger 🎉"
    ),
    "your-draft-protected": YourDraft("", protected=True),
    "in-conversation": AnsweredInConversation(),
}

DETAILS = {"too-long": "41 500", "unknown-platform": "linkedin, x", "unknown-role": "employee, expert"}


def _shown(message: Message) -> dict[str, object]:
    assert_legal(message)
    return {"text": message.text, "blocks": message.blocks}


def _json(shown: object) -> str:
    return json.dumps(shown, ensure_ascii=False, indent=2) + "\n"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", DRAFTS)
def test_the_card_of_a_review_reads_as_it_did(
    state: str, language: Language, golden: Callable[[str, str], None]
) -> None:
    review = real_review(DRAFTS[state][language], language)
    view = Reviewed(CARD, review, shipped()[0], again=state == "many")

    golden(f"slack/{state}.{language}.json", _json(_shown(draw(view, language))))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", STATES)
def test_every_other_message_reads_as_it_did(
    state: str, language: Language, golden: Callable[[str, str], None]
) -> None:
    golden(f"slack/{state}.{language}.json", _json(_shown(draw(STATES[state], language))))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_refusal_reads_as_it_did(language: Language, golden: Callable[[str, str], None]) -> None:
    ask = shipped()[0].firm.ask
    views = {
        why: NotReviewed(why, DETAILS.get(why, ""), ask if why == "guest" else None)
        for why in get_args(WhyNot)
    }

    shown = {why: _shown(draw(view, language)) for why, view in views.items()}

    golden(f"slack/not-reviewed.{language}.json", _json(shown))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_clauses_that_answer_read_as_they_did(
    language: Language, golden: Callable[[str, str], None]
) -> None:
    clauses = tuple(
        Citation("Politique", each.key, each.title, each.text, 3, each.language)
        for each in split_clauses(document("PMS", "fr").source.document)
    )
    view = AnsweredByClauses(clauses, shipped()[0].firm.ask, CARD)

    golden(f"slack/answered.{language}.json", _json(_shown(draw(view, language))))
