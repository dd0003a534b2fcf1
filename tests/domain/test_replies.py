"""What a reply in the thread of a review asks for, told by its words, or left alone."""

import pytest

from bot.domain.conversation import understand_reply
from bot.domain.replies import understand_wish

FRENCH = (
    "La lettre de renouvellement arrive souvent quatre mois avant la fin du terme. Comparez la pénalité de "
    "chaque offre avant de signer. Chez nous, rendement garanti: écrivez-moi en privé! 🚀 #Retraite"
)
ENGLISH = (
    "Our clients earn a guaranteed 8% a year with zero risk. Places are limited, message me today! #RRSP 🎯"
)
SAYINGS = {
    "shorter": """
        plus court | Plus court svp | raccourcis | raccourcis-le un peu | plus cour | c'est trop long
        trop long!
        peux-tu le raccourcir? | Version plus courte stp | fais-le en deux phrases | moins long svp
        shorter | Shorter please | make it shorter | shortter | too long | can you make it a bit shorter?
        in two sentences | cut it in half | a shorter version please | more concise
        Plus court et plus chaleureux
    """,
    "tone": """
        plus chaleureux | plus chaleureuse svp | rends-le plus chaleureux | plus formel
        plus professionnel svp
        moins formel | plus simple | simplifie | en mots simples | plus profesionnel | sans jargon
        warmer | make it warmer please | more formal | simpler | less salesy | more friendly
        friendlier tone please
    """,
    "translate": """
        en anglais | En anglais svp | traduis en anglais | en français s'il te plaît | version anglaise
        en englais
        peux-tu le traduire en anglais? | in English | in english please | translate to French
        translate it
        english version please
    """,
    "keep": """
        garde mon hashtag | garde les emojis | ne retire pas mon hashtag | laisse mon hashtag stp
        garde le 🚀
        garde #Retraite svp | garde « Comparez la pénalité » | keep my hashtag | Keep #RRSP
        don't remove my hashtag | keep my first sentence | please keep "Places are limited"
    """,
    "why": """
        Pourquoi? | pourquoi c'est un problème? | c'est quoi le problème? | quelle règle? | explique
        c'est quoi le problème avec « rendement garanti »? | pourquoi rendement garanti est interdit?
        explique-moi pourquoi | pourqoi c'est un probleme | je ne comprends pas
        Why? | why is this a problem? | what's wrong with it? | which clause? | why was it blocked
        why is guaranteed not allowed | where's the problem? | Why is "message me today" a problem?
    """,
    "what-if": """
        si j'ajoute mon titre? | Et si j'ajoutais mon titre: conseillère en sécurité financière?
        si j'ajoute #Pub?
        puis-je ajouter un lien? | si je mets « publicité » au début? | what if I add my title?
        what if I add "past performance is no guarantee"? | What if I add: I work at the firm
        can I add my title: financial planner
    """,
    "approve": """
        approuve | Peux-tu l'approuver? | c'est ok maintenant? | c'est bon maintenant? | puis-je publier?
        valide-le
        c'est correct? | approve it | please approve | is it ok now? | can I post it? | good to go?
        is it approved? | Say it's approved
    """,
}
NO_WISH = (
    "Pourquoi cotiser tôt à son REER?",
    "Why review your mortgage now?",
    "Keep calm and review your RRSP #RRSP",
    "Gardez votre fonds d'urgence à portée de main.",
    "Garde ton argent pour la retraite",
    "Si j'ajoute 50 $ par mois à mon CELI, combien dans dix ans?",
    "What if I told you fees matter?",
    "If I add 50 dollars a month: the math is simple",
    "Et si je parlais plutôt de nos frais, qui baissent?",
    "is it ok if I drop the last sentence",
    "x marks the spot",
    "Long weekend ahead!",
    "Short on time? Read your statement's first page.",
    "Warm wishes to all our clients.",
    "In English Canada, rates fell.",
    "Plus court, le terme fixe rassure.",
    "Pourquoi les frais comptent",
    "Explain your fees in plain words to your clients",
    "Approved for a mortgage? Read this first.",
    "Simple comme bonjour: lisez vos frais.",
    "Why I love my job",
    "Can I retire at 60?",
    "Puis-je retirer de mon REER?",
    "keep it simple with your money",
    "Clear fees, clear mind",
    "English-speaking clients welcome",
    "Too long waiting for your refund?",
    "parle de mon équipe",
    "Your statement, in plain English.",
    'keep "words that are nowhere in the draft"',
    "🚀",
    "non",
    "",
    "plus court " * 20,
)


def _all(wanted: str) -> list[str]:
    return [each.strip() for line in SAYINGS[wanted].strip().splitlines() for each in line.split("|")]


@pytest.mark.parametrize(("wanted", "said"), [(wanted, each) for wanted in SAYINGS for each in _all(wanted)])
def test_a_wish_is_understood_in_either_language_and_when_it_is_mistyped(wanted: str, said: str) -> None:
    understood = [understand_wish(said, draft) for draft in (FRENCH, ENGLISH)]

    assert wanted in [each.wants for each in understood if each]
    assert any(understand_reply(said, draft).meaning == "wish" for draft in (FRENCH, ENGLISH))


@pytest.mark.parametrize("said", NO_WISH)
def test_what_may_be_a_post_is_never_taken_for_a_wish(said: str) -> None:
    assert understand_wish(said, FRENCH) is None
    assert understand_wish(said, ENGLISH) is None


def test_a_text_close_to_the_draft_stays_its_new_version_whatever_it_begins_with() -> None:
    draft = "Why is this a problem? Because fees add up, year after year, and nobody reads them."

    assert understand_reply(draft.replace("nobody", "hardly anybody"), draft).meaning == "draft"


@pytest.mark.parametrize(
    ("said", "language"), [("en anglais", "en"), ("translate to French", "fr"), ("traduis", None)]
)
def test_a_translation_names_its_language_or_leaves_it_open(said: str, language: str | None) -> None:
    wish = understand_wish(said, FRENCH)

    assert wish is not None
    assert wish.language == language


@pytest.mark.parametrize(
    ("said", "parts"),
    [
        ("garde mon hashtag", ("#Retraite",)),
        ("garde les emojis", ("🚀",)),
        ("garde « Comparez la pénalité »", ("Comparez la pénalité",)),
        ("garde #Retraite et #REER", ("#Retraite", "#REER")),
        ("garde ma première phrase", ()),
    ],
)
def test_what_is_to_be_kept_is_given_to_the_letter(said: str, parts: tuple[str, ...]) -> None:
    wish = understand_wish(said, FRENCH)

    assert wish is not None
    assert (wish.wants, wish.parts) == ("keep", parts)


@pytest.mark.parametrize(
    ("said", "added"),
    [
        ("si j'ajoute mon titre: conseillère en sécurité financière?", "conseillère en sécurité financière"),
        ('what if I add "Is it risky?"', "Is it risky?"),
        ("what if I add #Ad", "#Ad"),
        ("what if I add my title?", ""),
    ],
)
def test_an_addition_is_given_or_it_is_not(said: str, added: str) -> None:
    wish = understand_wish(said, FRENCH)

    assert wish is not None
    assert (wish.wants, wish.text) == ("what-if", added)


def test_a_question_about_words_of_the_draft_names_them() -> None:
    quoted = understand_wish("c'est quoi le problème avec « rendement garanti »?", FRENCH)
    named = understand_wish("pourquoi rendement garanti est interdit?", FRENCH)

    assert quoted is not None
    assert named is not None
    assert quoted.parts == ("rendement garanti",)
    assert named.parts == ("rendement", "garanti")


def test_nothing_that_was_said_is_shown_by_what_was_understood() -> None:
    assert "planner" not in repr(understand_wish("can I add my title: financial planner", ENGLISH))
