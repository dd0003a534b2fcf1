"""What turns a hit into a harmless use, and what does not: minimal pairs, in both languages."""

import pytest

from bot.domain.guards import Surroundings, guarded
from bot.domain.rules import Guard
from tests.domain.small_packs import laid_out


def is_harmless(text: str, guard: Guard) -> bool:
    """Whether the guard holds for the words between [[ and ]]."""
    begin = text.index("[[")
    post = laid_out(text.replace("[[", "").replace("]]", ""))
    span = post.folded_span(begin, text.index("]]") - 2)
    around = Surroundings(post.folded.plain, span, post.sentence_around(span), post.nearby(span))
    return guarded((guard,), around) == guard


def test_folded_spans_line_up_with_the_marks_of_these_tests() -> None:
    assert is_harmless("Ｐas de #SansRisque: aucun 𝐫endement [[garanti]] ici.", "negation")


@pytest.mark.parametrize(
    ("harmless", "a_hit"),
    [
        ("Aucun rendement n'est [[garanti]].", "Chaque rendement est [[garanti]]."),
        ("Un fonds n'est jamais [[sans risque]].", "Un fonds toujours [[sans risque]]."),
        ("Ce n'est pas [[garanti]].", "Pas de doute, c'est [[garanti]]."),
        ("Il n'y a pas de [[rendement garanti]].", "N'hésitez pas: [[rendement garanti]]."),
        ("Nous ne promettons rien de [[garanti]].", "Rien à perdre, c'est [[garanti]]."),
        ("Loin d'être [[garanti]], il varie.", "Sans aucun doute [[garanti]]."),
        ("Méfiance: le [[rendement garanti]] n'existe pas.", "Le [[rendement garanti]] existe chez nous."),
        ("Il n'a pas dit que c'était [[garanti]].", "Il n'a rien dit, mais c'est [[garanti]]."),
        ("No return is [[guaranteed]].", "Every return is [[guaranteed]]."),
        ("It isn't [[risk-free]].", "Don't wait, it is [[risk-free]]."),
        ("Nothing here is [[guaranteed]].", "Nothing beats a [[guaranteed]] return."),
        ("Returns are never [[guaranteed]].", "Never been easier: [[guaranteed]] returns."),
        ("A [[guaranteed return]] does not exist.", "A [[guaranteed return]] does everything."),
        (
            "It does not come with a [[guaranteed return]].",
            "Not sure yet, but a [[guaranteed return]] waits.",
        ),
        ("Avoid anything [[guaranteed]].", "Take something [[guaranteed]]."),
    ],
)
def test_a_denied_promise_is_none(harmless: str, a_hit: str) -> None:
    assert is_harmless(harmless, "negation")
    assert not is_harmless(a_hit, "negation")


def test_a_negation_reaches_neither_back_to_another_clause_nor_to_another_sentence() -> None:
    assert not is_harmless("Ce fonds n'est pas nouveau; il est [[garanti]].", "negation")
    assert not is_harmless("Ce n'est pas un piège. C'est [[garanti]].", "negation")
    assert not is_harmless("Not a fund; it is [[guaranteed]].", "negation")


@pytest.mark.parametrize(
    ("harmless", "a_hit"),
    [
        ("Un [[rendement garanti]]? Arnaque classique.", "Un [[rendement garanti]]? Oui, chez nous."),
        (
            "« [[Rendement garanti]] »: un promoteur rappelé à l'ordre.",
            "« [[Rendement garanti]] »: un promoteur à votre service.",
        ),
        (
            "Le régulateur a sanctionné un courtier pour un [[rendement garanti]].",
            "Le courtier promet un [[rendement garanti]] à chaque client.",
        ),
        (
            "SEC charges operator of a scheme that promised [[risk-free]] profits.",
            "No charges, no fees: the [[risk-free]] way to profits.",
        ),
        (
            "On me propose [[2 % par jour]]. J'ai transmis à la police de Laval.",
            "Je vous propose [[2 % par jour]]. Rien à transmettre à la police d'assurance.",
        ),
        (
            "Un conseiller qui insiste pour passer [[sur WhatsApp]], c'est un signal d'alarme.",
            "Écrivez-moi [[sur WhatsApp]].",
        ),
        ("Si quelqu'un vous promet un [[gain assuré]], raccrochez.", "Je vous promets un [[gain assuré]]."),
        (
            "DMs from strangers [[about investments]] are a classic scam sign.",
            "Send me a DM [[about investments]].",
        ),
        ("Beware of anyone who offers a [[guaranteed return]].", "We offer a [[guaranteed return]]."),
        ("A [[guaranteed return]] is too good to be true.", "A [[guaranteed return]] is yours today."),
    ],
)
def test_a_warning_about_it_is_no_offer(harmless: str, a_hit: str) -> None:
    assert is_harmless(harmless, "warning")
    assert not is_harmless(a_hit, "warning")


@pytest.mark.parametrize(
    "beside",
    [
        "Ne signalez rien.",
        "N'en signalez rien.",
        "Ne vous méfiez pas.",
        "Ne le dénoncez jamais.",
        "Pas besoin de vous méfier.",
        "Ne raccrochez surtout pas.",
        "Don't report it.",
        "No need to be wary.",
        "Never hang up.",
    ],
)
def test_a_word_of_warning_that_is_denied_warns_nobody(beside: str) -> None:
    assert not is_harmless(f"« [[Rendement garanti]] ». {beside}", "warning")


@pytest.mark.parametrize(
    "beside",
    [
        "Signalez-le.",
        "Ne vous méfiez pas seulement des inconnus.",
        "N'hésitez pas: raccrochez.",
        "Report it.",
    ],
)
def test_one_that_is_not_denied_does(beside: str) -> None:
    assert is_harmless(f"« [[Rendement garanti]] ». {beside}", "warning")


def test_a_warning_beside_it_does_not_excuse_what_we_offer() -> None:
    assert not is_harmless("Les arnaques pullulent. Avec nous, [[rendement garanti]].", "warning")
    assert not is_harmless("Scams are everywhere. Our fund is [[guaranteed]].", "warning")


@pytest.mark.parametrize(
    ("harmless", "a_hit"),
    [
        ("Que veut dire « [[sans risque]] » sur une affiche?", "Notre fonds « [[sans risque]] » est ouvert."),
        (
            "L'expression « [[rendement garanti]] » a un sens précis.",
            "L'expression est juste: [[rendement garanti]].",
        ),
        ("The words “[[risk-free]]” mean something precise.", "Our “[[risk-free]]” fund is open."),
        ('A so-called "[[guaranteed return]]" has terms.', 'A "[[guaranteed return]]", today.'),
        ("« [[Garanti]] », vraiment?", "« [[Garanti]] », vraiment."),
    ],
)
def test_words_quoted_to_be_talked_about_are_not_said(harmless: str, a_hit: str) -> None:
    assert is_harmless(harmless, "quotation")
    assert not is_harmless(a_hit, "quotation")


@pytest.mark.parametrize(
    ("harmless", "a_hit"),
    [
        ("Est-ce qu'un fonds peut être [[sans risque]]?", "Un fonds [[sans risque]], ça vous dit?"),
        ("Peut-on parler de [[rendement garanti]]?", "Prêts pour un [[rendement garanti]]?"),
        ("Can a fund be [[risk-free]]?", "Want a [[risk-free]] fund?"),
        ("What makes a return [[guaranteed]]?", "Ready for a [[guaranteed]] return?"),
        ("Comment lire un [[rendement garanti]]?", "Comment lire un [[rendement garanti]]!"),
        ("[[Capital garanti]], ça veut dire quoi?", "[[Capital garanti]], tu attends quoi?"),
    ],
)
def test_a_real_question_promises_nothing(harmless: str, a_hit: str) -> None:
    assert is_harmless(harmless, "question")
    assert not is_harmless(a_hit, "question")


@pytest.mark.parametrize(
    ("harmless", "a_hit"),
    [
        (
            "Le taux [[sans risque]], en théorie financière, sert de point de comparaison.",
            "Un placement [[sans risque]] pour retraités.",
        ),
        (
            "C'est quoi, un [[rendement garanti]]? Un engagement de l'émetteur.",
            "Voici un [[rendement garanti]].",
        ),
        ("A [[risk-free]] rate, in theory, is that of short bills.", "A [[risk-free]] rate, only today."),
        ("The term [[leverage]] means borrowing to invest.", "Leverage builds [[wealth]] fast."),
    ],
)
def test_a_definition_offers_nothing(harmless: str, a_hit: str) -> None:
    assert is_harmless(harmless, "definition")
    assert not is_harmless(a_hit, "definition")


def test_only_the_guards_asked_for_count_and_the_first_that_holds_is_named() -> None:
    post = laid_out("Peut-on dire qu'aucun rendement n'est garanti?")
    at = post.folded.plain.index("garanti")
    span = (at, at + len("garanti"))
    around = Surroundings(post.folded.plain, span, post.sentence_around(span), post.nearby(span))

    assert guarded((), around) is None
    assert guarded(("definition",), around) is None
    assert guarded(("question", "negation"), around) == "question"
    assert guarded(("negation", "question"), around) == "negation"


@pytest.mark.parametrize(
    "promise",
    [
        "This is not a scam: our fund gives [[guaranteed]] returns.",
        "Ce n'est pas une arnaque: un rendement [[garanti]].",
        "Méfiez-vous des fraudeurs. Un rendement [[garanti]] de 12 % par an.",
        "Vigie: verdict, rien à redire ici, un rendement [[garanti]].",
    ],
)
def test_a_disclaimer_or_a_word_of_warning_beside_it_excuses_no_promise(promise: str) -> None:
    assert not is_harmless(promise, "warning")
    assert not is_harmless(promise, "negation")


def test_a_question_that_is_answered_yes_is_a_promise() -> None:
    assert not is_harmless("Is a [[guaranteed]] 8% return possible? With us, yes.", "question")
    assert is_harmless("Is a [[guaranteed]] 8% return possible? Ask for it in writing.", "question")
