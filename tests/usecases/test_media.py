"""A poll beside a rewrite, and a text for an image: offered to the author of the draft, reviewed, to copy."""

import json
from typing import Any

import pytest

from bot.texts import LANGUAGES, Language, say
from bot.usecases.coaching_views import AltText, MediaOffer
from bot.usecases.form_views import AltTextForm, CannotOpen, PollToCopy
from bot.usecases.matter_views import NotDone
from bot.usecases.views import Reviewed
from tests.publications import pack, publication
from tests.usecases.conversation import AMELIE, JAMES, PROMISE
from tests.usecases.thread_talk import at_the_sample_firm
from tests.usecases.watch_talk import CLIENT, WatchTalk

_SENTENCE = {"fr": {"vous": ["Alignez les frais."], "tu": ["Aligne les frais."]}, "en": ["Line up the fees."]}
OPTIONS = ["Un taux", "Un écart", "Un délai", "Les trois"]
POLL = {"question": "Où se paient les frais?", "options": OPTIONS, "answer": "Les trois."}
MENDED = "Comparez les frais avant de signer. Un rendement garanti, chaque année. Lisez les frais au contrat."


def talk_with(**poll: Any) -> WatchTalk:
    """A conversation under policies whose one topic has that poll."""
    topic = {
        "id": "fees", "words": {"fr": ["frais"], "en": ["fees"]}, "priority": 43,
        "question": _SENTENCE, "steps": _SENTENCE, "limit": _SENTENCE, "open": _SENTENCE,
        "short": {"fr": {"vous": "Court.", "tu": "Court."}, "en": "Short."},
    } | poll  # fmt: skip
    talk = WatchTalk()
    talk.policies.publish(publication(content=json.dumps(json.loads(pack()) | {"topics": [topic]})))
    return talk


@pytest.fixture
def talk() -> WatchTalk:
    return talk_with(poll={"fr": POLL, "en": POLL})


def offers(talk: WatchTalk) -> list[MediaOffer]:
    shown = talk.views_of(Reviewed)[-1]
    return [each for each in shown.remarks if isinstance(each, MediaOffer)]


class TestAPoll:
    """Of the firm's own resources, on the subject of the rewrite."""

    def test_is_offered_beside_a_rewrite_and_opens_whole(self, talk: WatchTalk) -> None:
        card = talk.draft(MENDED)

        assert offers(talk) == [MediaOffer(poll=True, alt_text=False)]
        opened = talk.open("poll", card.id, AMELIE, PollToCopy)
        assert (list(opened.poll.options), opened.platform) == (OPTIONS, "linkedin")

    def test_is_not_offered_where_there_is_nothing_to_rewrite_or_no_subject(self, talk: WatchTalk) -> None:
        talk.draft("Comparez les frais avant de signer.")
        assert offers(talk) == []

        talk.draft(PROMISE)
        assert offers(talk) == []

    def test_that_a_rule_would_stop_is_not_offered(self) -> None:
        bad = POLL | {"question": "Un rendement garanti, c'est quoi?"}
        talk = talk_with(poll={"fr": bad, "en": bad})
        talk.draft(MENDED)

        assert offers(talk) == []

    def test_opens_for_the_author_alone(self, talk: WatchTalk) -> None:
        card = talk.draft(MENDED)

        assert talk.open("poll", card.id, JAMES, CannotOpen).why == "role"

    def test_is_not_there_where_the_topic_has_none(self) -> None:
        talk = talk_with()
        card = talk.draft(MENDED)

        assert offers(talk) == []
        assert talk.open("poll", card.id, AMELIE, CannotOpen).why == "gone"


class TestTheTextForAnImage:
    """Written by its author, put together and reviewed here."""

    def draft(self, talk: WatchTalk) -> str:
        return talk.draft("Comparez les frais avant de signer. (photo ci-dessous)").id

    def test_is_offered_where_a_draft_has_an_image_that_nobody_reviews(self, talk: WatchTalk) -> None:
        card = self.draft(talk)

        assert offers(talk) == [MediaOffer(poll=False, alt_text=True)]
        assert talk.open("alt-text", card, AMELIE, AltTextForm) == AltTextForm(card)

    def test_is_shown_ready_to_copy_and_archived(self, talk: WatchTalk) -> None:
        talk.send("alt-text", self.draft(talk), AMELIE, kind="chart", shows="Deux courbes", reads="2 %")

        [view] = talk.views_of(AltText)
        assert view.text == "Graphique: Deux courbes. Texte de l'image: « 2 % »."
        assert view.findings == ()
        assert "Deux courbes" in str([each.body for each in talk.archive.recent(5)])

    def test_says_what_is_wrong_in_it_and_nothing_of_the_post(self, talk: WatchTalk) -> None:
        card = talk.draft(f"{MENDED} (photo ci-dessous)").id
        talk.send("alt-text", card, AMELIE, kind="photo", shows="Un rendement garanti en grosses lettres")

        [view] = talk.views_of(AltText)
        assert [each.quote.casefold() for each in view.findings] == ["rendement garanti"]

    def test_that_names_a_client_is_an_incident(self) -> None:
        talk = WatchTalk()
        card = talk.draft("Comparez les frais avant de signer. (photo ci-dessous)").id
        talk.send("alt-text", card, AMELIE, kind="photo", shows=CLIENT)

        assert [each.rules for each in talk.of_kind("incident")] == [("client-data",)]

    def test_of_a_draft_that_was_removed_meanwhile_is_not_written(self, talk: WatchTalk) -> None:
        card = talk.draft("Comparez les frais avant de signer. (photo ci-dessous)")
        talk.happen("deletion", card.message, AMELIE, card.place.thread)
        talk.send("alt-text", card.id, AMELIE, kind="photo", shows="Un bureau")

        assert talk.views_of(AltText) == []
        assert isinstance(talk.told(AMELIE)[-1], NotDone)

    def test_sent_by_somebody_else_is_refused_and_kept(self, talk: WatchTalk) -> None:
        talk.send("alt-text", self.draft(talk), JAMES, kind="photo", shows="Un bureau")

        assert talk.views_of(AltText) == []
        assert isinstance(talk.told(JAMES)[-1], NotDone)

    @pytest.mark.parametrize("shows", ["", "   "])
    def test_that_says_nothing_is_not_written(self, talk: WatchTalk, shows: str) -> None:
        talk.send("alt-text", self.draft(talk), AMELIE, kind="photo", shows=shows)

        assert talk.views_of(AltText) == []

    def test_is_not_written_for_a_text_that_was_erased(self, talk: WatchTalk) -> None:
        card = talk.draft("Comparez les frais avant de signer. (photo ci-dessous)")
        talk.archive.erase_body(card.review)
        talk.send("alt-text", card.id, AMELIE, kind="photo", shows="Un bureau")

        assert talk.views_of(AltText) == []


def test_a_welcome_without_its_sales_call_is_its_authors_own_text_and_has_no_poll() -> None:
    talk = at_the_sample_firm()
    welcome = "Bienvenue à Karim et à Sophie, qui rejoignent notre équipe en épargne collective dès lundi."
    talk.say(f"{welcome} Écrivez-moi en privé!")

    rewrite = talk.only_card.review.rewrite
    assert rewrite is not None
    assert (rewrite.text, rewrite.proposal) == (welcome, False)
    assert not any(isinstance(each, MediaOffer) for each in talk.only_card.remarks)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_draft_of_the_tour_has_the_poll_that_its_step_shows(language: Language) -> None:
    talk = at_the_sample_firm()
    talk.say(say("page.tour.revise.draft", language))

    assert [each for each in talk.only_card.remarks if isinstance(each, MediaOffer)]
