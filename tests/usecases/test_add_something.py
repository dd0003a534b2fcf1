"""A draft that adds nothing is said to, without a word of whoever wrote it first."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.slack.render import draw
from bot.texts import LANGUAGES, say
from bot.usecases.add_something import WINDOW
from bot.usecases.coaching_views import AddsNothing
from bot.usecases.show_card import refresh_card
from bot.usecases.views import Reviewed
from tests.usecases.conversation import AMELIE, JAMES
from tests.usecases.watch_talk import CLIENT, WatchTalk

FIRST = (
    "Les frais de gestion grugent lentement une épargne de longue haleine: avant de signer, demandez le "
    "total en dollars, comparez deux offres et gardez la réponse écrite. Chantelle Pépin."
)
SAME = FIRST.replace(" Chantelle Pépin.", "").replace("lentement ", "")
OTHER = (
    "Ma voisine garde tous ses relevés depuis vingt ans dans une boîte à chaussures. Nous en avons ouvert "
    "trois ensemble hier soir, et la ligne qui compte n'était jamais à la même place."
)
TO_COLLEAGUE, TO_TITLE = (AddsNothing("colleague"),), (AddsNothing("title"),)


@pytest.fixture
def talk() -> WatchTalk:
    return WatchTalk()


def remarks(talk: WatchTalk) -> tuple[object, ...]:
    """Of the review that was shown last."""
    return tuple(each for each in talk.views_of(Reviewed)[-1].remarks if isinstance(each, AddsNothing))


def test_who_comes_second_is_told_so_and_who_came_first_is_not(talk: WatchTalk) -> None:
    talk.draft(FIRST, JAMES)
    assert remarks(talk) == ()

    talk.draft(SAME, AMELIE)
    assert remarks(talk) == TO_COLLEAGUE

    talk.draft(FIRST, JAMES)
    assert remarks(talk) == ()


def test_nothing_of_the_other_text_or_of_whose_it_is_reaches_the_author(talk: WatchTalk) -> None:
    first = talk.draft(FIRST, JAMES)
    journal = len(talk.journal)
    card = talk.draft(SAME, AMELIE)
    assert remarks(talk) == TO_COLLEAGUE

    messages = [draw(talk.views_of(Reviewed)[-1], language) for language in LANGUAGES]
    body = talk.archive.record(card.review).body
    seen = f"{[(each.text, each.blocks) for each in messages]} {talk.journal[journal:]} {body}"

    for secret in ("Chantelle", "Pépin", "P\\u00e9pin", "lentement", "James", "Whitaker", JAMES.id, first.id):
        assert secret not in seen
    told = str(messages[0].blocks)
    assert say("difference.colleague", LANGUAGES[0]) in told
    assert not re.search(r"cosine|0\.\d\d", told)


def test_an_author_never_repeats_themselves_and_a_text_of_their_own_is_left_alone(talk: WatchTalk) -> None:
    talk.draft(FIRST, AMELIE)
    talk.draft(SAME, AMELIE)
    assert remarks(talk) == ()

    talk.draft(OTHER, JAMES)
    assert remarks(talk) == ()


def test_what_was_removed_erased_or_is_long_past_is_compared_with_nothing(talk: WatchTalk) -> None:
    ts = talk.say(FIRST, JAMES)
    talk.happen("deletion", ts, JAMES, ts)
    talk.answer()
    assert not talk.meanings.all
    talk.draft(SAME, AMELIE)
    assert remarks(talk) == ()

    talk.clock.time += WINDOW + timedelta(days=1)
    talk.draft(SAME, JAMES)
    assert remarks(talk) == ()


def test_an_edit_takes_the_place_of_what_was_there(talk: WatchTalk) -> None:
    talk.draft(FIRST, JAMES)
    ts = talk.say(OTHER, AMELIE)
    assert remarks(talk) == ()

    talk.happen("edit", ts, AMELIE, ts, text=SAME)
    talk.answer()

    assert remarks(talk) == TO_COLLEAGUE
    assert len(talk.meanings.all) == 2


@pytest.mark.parametrize(("before", "told"), [(OTHER, ()), (SAME, TO_COLLEAGUE)])
def test_an_edit_that_says_something_else_was_not_there_first(
    before: str, told: object, talk: WatchTalk
) -> None:
    """Else whoever wrote first would be told that somebody follows, and who follows would not."""
    ts = talk.say(before, AMELIE)
    mine = talk.draft(FIRST, JAMES)
    talk.happen("edit", ts, AMELIE, ts, text=f"{SAME} Dites-moi ce que vous trouvez.")
    talk.answer()
    refresh_card(mine.id, talk.ports)

    [card] = [each for each in talk.views_of(Reviewed) if each.card == mine.id]
    assert tuple(each for each in card.remarks if isinstance(each, AddsNothing)) == told
    theirs = next(each for each in talk.views_of(Reviewed) if each.card != mine.id)
    assert (TO_COLLEAGUE[0] in theirs.remarks) is (told == ())


def test_a_leak_is_never_kept_nor_what_it_was_before(talk: WatchTalk) -> None:
    ts = talk.say(FIRST, JAMES)
    assert len(talk.meanings.all) == 1

    talk.happen("edit", ts, JAMES, ts, text=f"{FIRST} {CLIENT}")
    talk.answer()

    assert not talk.meanings.all


def test_while_vigie_is_tried_out_nothing_is_kept_of_who_sees_no_review(talk: WatchTalk) -> None:
    talk.ports = replace(talk.ports, trial=True)

    talk.say(FIRST, JAMES)

    assert not talk.meanings.all


def test_thanks_and_lines_are_left_alone(talk: WatchTalk) -> None:
    thanks = "Merci à toute l'équipe de Sherbrooke pour cette journée de bénévolat, vous êtes formidables!"
    for text in (thanks, "Comparez les frais."):
        talk.draft(text, JAMES)
        talk.draft(text, AMELIE)
        assert remarks(talk) == ()


def test_a_link_with_its_title_is_asked_what_its_author_makes_of_it(talk: WatchTalk) -> None:
    title = "L'inflation ralentit au pays pour un troisième mois de suite"

    talk.draft(f"À lire! {title}\nhttps://example.org/a", AMELIE)
    assert remarks(talk) == TO_TITLE
    for language in LANGUAGES:
        assert say("difference.headline", language) in str(draw(talk.views_of(Reviewed)[-1], language).blocks)

    talk.draft(f"{title}\nhttps://example.org/a\nÀ notre comptoir, on m'en parle tous les jours.", AMELIE)
    assert remarks(talk) == ()
