"""As whom somebody posts: asked once, remembered, theirs to change, and what it changes."""

import json
from dataclasses import replace
from typing import Any

import pytest

from bot.domain.draft import Author
from bot.slack.ids import SPEAKER, SPEAKER_LATER
from bot.slack.render import draw
from bot.slack.render.forms import draw_form
from bot.slack.render.home import draw_home
from bot.usecases.chat_ports import Person, Place, Received
from bot.usecases.form_views import CannotOpen, ReviewForm, SpeakerForm
from bot.usecases.home import home_for
from bot.usecases.home_views import HomeWanted
from bot.usecases.open_form import form_for
from bot.usecases.people_ports import Speaker
from bot.usecases.replay import archived_draft
from bot.usecases.speaker_views import InTheirPlace, WhoSpeaks
from bot.usecases.talk import archived_body_of
from bot.usecases.views import Reviewed
from tests.fakes import InMemoryPolicyStore
from tests.fakes_people import InMemoryPeople
from tests.publications import pack, publication, rule
from tests.slack.legal_payloads import actions_of
from tests.usecases.conversation import AMELIE, JAMES, Conversation
from tests.usecases.watch_talk import WatchTalk

PROMISE = "Un rendement garanti, chaque année."
PLANS = "Nous comptons ouvrir un bureau."


def _policies() -> InMemoryPolicyStore:
    """A promise is one whoever makes it, plans are an executive's problem; two places, two teams."""
    plans = rule(
        "plans", severity="approval",
        detect=[{"kind": "phrase", "fr": ["nous comptons"], "en": ["we plan"], "roles": ["executive"]}],
    )  # fmt: skip
    content = json.loads(pack(rule(), plans))
    both = {"fr": "Rien ne se garantit.", "en": "Nothing is guaranteed."}
    background = {"rules": ["guaranteed-return"], "says": both, "source": {"fr": "Loi X", "en": "Act X"}}
    content["firm"]["territories"] = {
        "places": {
            "quebec": {"name": {"fr": "Québec", "en": "Québec"}, "background": [background, background]},
            "france": {"name": {"fr": "France", "en": "France"}},
        }
    }
    content["firm"]["units"] = {"wealth": {"fr": "Patrimoine", "en": "Wealth"}}
    store = InMemoryPolicyStore()
    store.publish(publication(content=json.dumps(content)))
    return store


class SpeakerTalk(WatchTalk):
    """People who were not asked yet."""

    def __init__(self) -> None:
        Conversation.__init__(self, policies=_policies(), people=InMemoryPeople())

    def card_of(self, ts: str, person: Person = AMELIE) -> Reviewed:
        """The review that the card of that message shows."""
        card = self.cards.of_message("T1", f"D{person.id}", ts)
        assert card is not None
        [view] = [
            each.view for each in self.shown if isinstance(each.view, Reviewed) and each.view.card == card.id
        ]
        assert isinstance(view, Reviewed)
        return view

    def answers(self, card: str = "home", person: Person = AMELIE, **fields: str) -> None:
        """The form, as it is sent."""
        self.send("speaker", card, person, **({"role": "employee", "territory": "-", "unit": "-"} | fields))


@pytest.fixture
def talk() -> SpeakerTalk:
    return SpeakerTalk()


def asks(view: Reviewed) -> bool:
    """Whether the card asks who speaks."""
    return any(isinstance(each, WhoSpeaks) for each in view.remarks)


def test_the_whole_way_asked_answered_reviewed_again_remembered(talk: SpeakerTalk) -> None:
    ts = talk.say(PLANS)
    first = talk.card_of(ts)
    assert first.review.verdict == "ok"
    assert SPEAKER in actions_of(draw(first, "fr"))

    form = talk.open("speaker", first.card, AMELIE, SpeakerForm)
    assert [each for each, _ in form.places] == ["quebec", "france"]
    talk.answers(
        first.card, role="executive", territory="quebec", unit="wealth", tone="sober", purpose="Expliquer"
    )

    again = talk.card_of(ts)
    assert again.again
    assert again.review.verdict == "approval"
    assert not asks(again)
    later = talk.card_of(talk.say(f"{PLANS} {PROMISE}"))
    assert later.review.verdict == "revise"
    assert later.review.draft.author == Author(AMELIE.name, "executive", False, "quebec", "", "sober")
    assert later.review.draft.purpose == "Expliquer"
    known = talk.people.speaker("T1", AMELIE.id)
    assert known is not None
    assert (known.role, known.unit, known.answered_at is not None) == ("executive", "wealth", True)


def test_a_person_is_asked_beside_their_first_draft_alone(talk: SpeakerTalk) -> None:
    assert asks(talk.card_of(talk.say(PLANS)))
    assert not asks(talk.card_of(talk.say(PROMISE)))
    assert asks(talk.card_of(talk.say(PLANS, JAMES), JAMES))


def test_who_would_rather_not_say_is_not_asked_again(talk: SpeakerTalk) -> None:
    ts = talk.say(PLANS)
    talk.press("speaker-later", talk.card_of(ts).card)

    assert not asks(talk.card_of(ts))
    known = talk.people.speaker("T1", AMELIE.id)
    assert known is not None
    assert known.declined
    assert talk.card_of(ts).review.draft.author == Author(AMELIE.name)


def test_not_now_after_all_takes_back_nothing_that_was_said(talk: SpeakerTalk) -> None:
    card = talk.card_of(talk.say(PLANS)).card
    talk.answers(role="expert")
    talk.press("speaker-later", card)

    known = talk.people.speaker("T1", AMELIE.id)
    assert known is not None
    assert (known.role, known.declined) == ("expert", False)


def test_somebody_else_says_who_they_are_and_nothing_of_the_author(talk: SpeakerTalk) -> None:
    ts = talk.say(PLANS)
    card = talk.card_of(ts).card
    talk.press("speaker-later", card, JAMES)
    assert talk.people.all == {}

    talk.answers(card, JAMES, role="executive")

    assert talk.people.speaker("T1", AMELIE.id) is None
    assert talk.card_of(ts).review.verdict == "ok"
    assert not talk.card_of(ts).again


@pytest.mark.parametrize("field", ["role", "territory", "unit", "address", "tone"])
def test_what_is_none_of_the_choices_is_as_if_unsaid(field: str, talk: SpeakerTalk) -> None:
    talk.answers(**{field: "<!channel>"})

    known = talk.people.speaker("T1", AMELIE.id)
    assert known == Speaker("T1", AMELIE.id, answered_at=known.answered_at if known else None)


def test_their_words_are_cut_where_they_are_too_long(talk: SpeakerTalk) -> None:
    talk.answers(purpose="x" * 999, audience="  mes clients ")

    known = talk.people.speaker("T1", AMELIE.id)
    assert known is not None
    assert (len(known.purpose), known.audience) == (300, "mes clients")


def test_what_the_form_says_of_a_draft_comes_before_what_is_remembered(talk: SpeakerTalk) -> None:
    talk.answers(role="firm", purpose="Expliquer")
    command = Received("c", "c", "command", Place("T1", "C1", ""), "c", AMELIE.id, choice="review")
    form = form_for(command, AMELIE, talk.ports)
    assert form == ReviewForm(role="firm")

    roles = {}
    for number, fields in enumerate(
        ({"account": "own"}, {"account": "firm"}, {"account": "own", "paid": "yes"})
    ):
        talk.send("review", "", AMELIE, f"{PLANS} {number}", platform="x", purpose="Aider", **fields)
        draft = archived_draft(json.loads(talk.archive.newest("T1:UAMELIE").body))  # type: ignore[union-attr,arg-type]
        roles[fields.get("paid") or fields["account"]] = (draft.author.role, draft.purpose)
    assert roles == {"own": ("employee", "Aider"), "firm": ("firm", "Aider"), "yes": ("paid", "Aider")}


def test_a_review_is_archived_with_who_spoke_and_an_older_one_still_reads(talk: SpeakerTalk) -> None:
    talk.answers(role="expert", territory="france", address="tu", shows="yes")
    review = talk.card_of(talk.say(PROMISE)).card + ".0.0"

    body: Any = archived_body_of(review, talk.ports)
    assert archived_draft(body).author == Author(AMELIE.name, "expert", True, "france", "tu", "")
    for key in ("territory", "address", "tone"):
        del body["draft"]["author"][key]
    assert archived_draft(body).author == Author(AMELIE.name, "expert", True)


def test_what_holds_where_they_are_is_said_under_the_clause_with_its_source(talk: SpeakerTalk) -> None:
    talk.answers(territory="quebec")
    card = talk.card_of(talk.say(PROMISE))

    [said] = [each for each in card.remarks if isinstance(each, InTheirPlace)]
    assert len(said.lines) == 1
    text = str(draw(card, "en").blocks)
    assert "Nothing is guaranteed. (Act X)" in text
    assert text.index("Nothing is guaranteed") > text.index(card.review.findings[0].message[:20])
    assert not talk.card_of(talk.say("Comparez les frais avant de signer.")).remarks
    talk.answers(territory="france")
    assert not talk.card_of(talk.say(f"{PROMISE} Encore.")).remarks


@pytest.mark.parametrize("language", ["fr", "en"])
def test_their_own_page_says_as_whom_they_post_and_changes_it(language: Any, talk: SpeakerTalk) -> None:
    reader = replace(AMELIE, language=language)
    unknown = draw_home(home_for(reader, "T1", HomeWanted(), talk.ports), language)
    assert SPEAKER in str(unknown)
    talk.answers(role="ambassador", territory="quebec", unit="wealth")

    page = draw_home(home_for(reader, "T1", HomeWanted(), talk.ports), language)

    assert ("Ambassadeur" if language == "fr" else "Ambassador") in str(page)
    assert "Québec · " in str(page)
    form = talk.open("speaker", "home", reader, SpeakerForm)
    assert "Ambassad" in str(draw_form(form, language))
    assert AMELIE.id in talk.messenger.homes


def test_a_guest_says_nothing_of_themselves(talk: SpeakerTalk) -> None:
    visitor = replace(AMELIE, guest=True)
    pressed = Received(
        "e", "e", "button", Place("T1", "C1", ""), "e", visitor.id, card="home", button="speaker"
    )

    assert form_for(pressed, visitor, talk.ports) in (None, CannotOpen("role"))
    assert SPEAKER_LATER not in str(draw_home(home_for(visitor, "T1", HomeWanted(), talk.ports), "fr"))
