"""Each kind of rule finds what its file says, and marks the words as they were written."""

from typing import Any

import pytest
from pydantic import ValidationError

from bot.domain.draft import Author
from bot.domain.rules import Rule
from tests.domain.small_packs import a_rule, both, findings_in, laid_out, pattern, phrase, quotes

# phrase


def test_a_phrase_is_marked_as_written_wherever_it_stands() -> None:
    rule = a_rule("promise", {"kind": "phrase", "fr": ["rendement garanti"], "en": ["guaranteed return"]})

    assert quotes("RENDEMENT  g@ranti, et un guaranteed\u00a0return.", rule) == [
        "RENDEMENT  g@ranti",
        "guaranteed\u00a0return",
    ]


def test_strict_accents_tell_one_word_from_another() -> None:
    rule = a_rule("market", phrase("marché", accents="exact"))

    assert quotes("Le MARCHÉ et le marche\u0301 montent.", rule) == ["MARCHÉ", "marche\u0301"]
    assert quotes("Ça marche.", rule) == []


# pattern


def test_a_pattern_marks_its_quote_group_where_it_has_one() -> None:
    rule = a_rule(
        "name", pattern(r"client (?P<quote>\w+) (?:roy|tran)", r"(?:cliente|(?P<quote>patiente)) ravie")
    )

    assert quotes("Notre client Éric Roy", rule) == ["Éric"]
    assert quotes("Une cliente ravie, une patiente ravie", rule) == ["cliente ravie", "patiente"]


def test_a_pattern_runs_on_folded_text_unless_capitals_matter() -> None:
    folded = a_rule("ticker", pattern(r"\bborl\b"))
    exact = a_rule("ticker", pattern(r"\bBORL\b", case="exact"))

    assert quotes("BORL et borl", folded) == ["BORL", "borl"]
    assert quotes("BORL et borl", exact) == ["BORL"]


def test_a_pattern_on_capitals_marks_the_right_words_among_hidden_characters() -> None:
    rule = a_rule("ticker", pattern(r"(?P<quote>BORL) monte", case="exact"))

    for text in ("\u200b\u200b𝐎n #CeSoir: BORL monte", "e\u0301 œ ﬁ İ BORL monte\u200b", "BORL monte"):
        finding = findings_in(text, rule)[0]
        assert (finding.quote, finding.start) == ("BORL", text.index("BORL"))


def test_a_pattern_that_matches_nothing_visible_marks_nothing() -> None:
    assert quotes("un deux", a_rule("nothing", pattern(r"\b", r"(?=deux)"))) == []


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Voilà. Achetez des titres.", "Achetez"),
        ("Voilà\u00a0!\nAchetez, puis lisez.", "Achetez"),
        ("Il dit (tout bas) achetez « ceci ».", "achetez"),
        ("Un placement\u200b… 😀 achetez : ceci", "😀 achetez"),
        ("Un gain .5 % achetez", ".5 % achetez"),
        ("achetez!!! ", "achetez!!!"),
    ],
)
def test_a_quote_has_no_punctuation_of_its_neighbours(text: str, marked: str) -> None:
    for case in ("folded", "exact"):
        rule = a_rule("order", pattern(r"[\s.,!…)😀%5]*[Aa]chetez!*[\s,:«]*", case=case))
        finding = findings_in(text, rule)[0]
        assert (finding.quote, text[finding.start : finding.end]) == (marked, marked)


def test_marks_that_are_the_whole_of_a_hit_are_marked() -> None:
    assert quotes("Oui?! Non.", a_rule("marks", pattern(r"\?!"))) == ["?!"]


# count


def count(measure: str, above: float) -> Rule:
    """A rule that counts."""
    return a_rule("count", {"kind": "count", "measure": measure, "above": above})


@pytest.mark.parametrize(
    ("measure", "above", "enough", "too_many", "marked"),
    [
        ("mentions", 2, "@a @b merci, info@firme.ca", "@ana @bob @cid merci", "@ana @bob @cid"),
        ("mentions", 1, "Avec @ana, écrivez à a@b.ca", "Avec @ana et puis aussi @bob.d ici", "@bob.d"),
        ("hashtags", 2, "#un #deux et 1#3 #4", "#un #deux #trois", "#un #deux #trois"),
        ("emoji", 2, "Bravo 🚀🔥", "Bravo 🚀 et 🔥 et ✅!", "✅"),
        ("exclamations", 0, "Oui! Non? Ah!!", "Oui!!! Et?!? Oh!!!!", "!!! Et?!? Oh!!!!"),
        (
            "capitals",
            0.3,
            "Le REER et le CELI sont deux comptes enregistrés.",
            "ACHETEZ MAINTENANT, NE TARDEZ PAS, dit-il.",
            "ACHETEZ MAINTENANT, NE TARDEZ PAS",
        ),
    ],
)
def test_too_many_of_something_is_marked(
    measure: str, above: float, enough: str, too_many: str, marked: str
) -> None:
    assert quotes(enough, count(measure, above)) == []
    assert quotes(too_many, count(measure, above)) == [marked]


def test_a_count_says_how_many() -> None:
    assert findings_in("#un #deux #trois", count("hashtags", 2))[0].detail == "3"


def test_a_short_shout_is_no_shouting() -> None:
    assert quotes("BRAVO ANNE!", count("capitals", 0.3)) == []


# absence


def disclosure(**more: Any) -> Rule:
    """A rule that asks for a disclosure wherever the firm is praised."""
    detector = {
        "kind": "absence",
        "when": {"any": ["<firm>"]},
        "needs": {"fr": ["je travaille chez"], "en": ["i work (at|for)"]},
        "approved": both(
            "Je travaille pour la firme dont je parle ici.", "I work for the firm I am writing about here."
        ),
        "waived_by": "visible-affiliation",
    }
    return a_rule("undisclosed", {**detector, **more})


def test_a_missing_disclosure_is_an_omission_about_the_words_that_call_for_it() -> None:
    text = "Bravo à #RivièreNord, pardon, à Rivière-Nord!"
    (finding,) = findings_in(text, disclosure())

    assert (finding.quote, finding.start, finding.end, finding.is_omission) == ("", None, None, True)
    assert finding.about is not None
    assert text[slice(*finding.about)] == "Rivière-Nord"


def test_a_disclosure_that_is_there_is_enough_and_one_that_nothing_calls_for_is_not_asked() -> None:
    assert findings_in("Je travaille chez Rivière-Nord, bravo à nous.", disclosure()) == []
    assert findings_in("Bravo à tous.", disclosure()) == []


def test_an_omission_is_said_once_however_often_the_firm_is_named() -> None:
    assert len(findings_in("Rivière-Nord! Rivière-Nord! Rivière-Nord!", disclosure())) == 1


def test_a_profile_that_shows_the_affiliation_waives_the_disclosure() -> None:
    text = "Bravo à Rivière-Nord!"

    assert findings_in(text, disclosure(), author=Author(profile_shows_affiliation=True)) == []
    assert findings_in(text, disclosure(), author=Author(role="firm")) == []
    assert len(findings_in(text, disclosure(), author=Author(role="ambassador"))) == 1
    assert (
        len(findings_in(text, disclosure(waived_by=None), author=Author(profile_shows_affiliation=True))) == 1
    )


def test_an_attempted_disclosure_is_told_which_words_it_lacks() -> None:
    (finding,) = findings_in("Bravo à Rivière-Nord, la firme dont je parle ici.", disclosure())
    assert finding.detail == "travaille pour"

    (finding,) = findings_in("Rivière-Nord is great. I am writing about the firm I work here.", disclosure())
    assert finding.detail == "for"


def test_no_attempt_lacks_no_particular_words() -> None:
    assert findings_in("Vive Rivière-Nord!", disclosure())[0].detail == ""
    assert findings_in("Rivière-Nord, la firme dont je parle ici.", disclosure(approved=None))[0].detail == ""


def test_conditions_of_an_absence_are_asked_around_the_words_that_call_for_it() -> None:
    rule = disclosure(also=[{"any": ["bravo"]}], unless=[{"any": ["embauche"], "within": "post"}])

    assert len(findings_in("Un mot. Bravo à Rivière-Nord.", rule)) == 1
    assert findings_in("Bravo! Rivière-Nord a déménagé.", rule) == []
    assert findings_in("Bravo à Rivière-Nord. On embauche.", rule) == []


# conditional


def test_a_conditional_is_a_finding_only_where_what_it_needs_is_not_around() -> None:
    rule = a_rule(
        "figure",
        {
            "kind": "conditional",
            "when": {"any": ["<percent>"]},
            "needs": [
                {"any": ["selon", "[source"], "within": "sentence"},
                {"any": ["net de frais"], "within": "nearby"},
            ],
        },
    )

    assert quotes("Un gain de 12 %.", rule) == ["12 %"]
    assert quotes("Un gain de 12 %, selon l'indice.", rule) == []
    assert quotes("Un gain de 12 %. C'est net de frais.", rule) == []
    assert quotes("Selon l'indice. Un gain de 12 %.", rule) == ["12 %"]
    assert quotes("Selon nous, 3 %. Et 12 %.", rule) == ["12 %"]


# conditions of every kind

WITHIN = {
    "sentence": ("Avant. Un mot, un gain ici. Après.", "Un mot. Un gain ici. Après."),
    "nearby": ("Un mot. Un gain ici. Après.", "Un mot. Avant. Un gain ici."),
    "post": ("Un mot. Avant. Un gain ici.", "Avant. Un gain ici."),
    "before": ("Un mot, un gain ici.", "Un gain, un mot ici."),
    "after": ("Un gain, un mot ici.", "Un mot, un gain ici."),
    "match": ("Un gain d'un mot ici.", "Un gain, un mot ici."),
}


@pytest.mark.parametrize("within", WITHIN)
def test_a_condition_looks_where_it_says(within: str) -> None:
    inside, outside = WITHIN[within]
    words = ("gain d'un mot", "gain")
    also = a_rule("also", phrase(*words, also=[{"any": ["mot"], "within": within}]))
    unless = a_rule("unless", phrase(*words, unless=[{"any": ["mot"], "within": within}]))
    for_all = a_rule("for-all", phrase(*words), unless=[{"any": ["mot"], "within": within}])

    assert quotes(inside, also)
    assert not quotes(outside, also)
    assert quotes(outside, unless)
    assert quotes(outside, for_all)
    if within != "match":
        assert not quotes(inside, unless)
        assert not quotes(inside, for_all)


# identifier


def test_an_identifier_is_marked_and_named() -> None:
    text = "Contactez \u200bjean.tremblay@firme.example pour la suite"
    (finding,) = findings_in(text, a_rule("client", {"kind": "identifier", "which": ["email"]}))

    assert (finding.quote, finding.detail) == ("jean.tremblay@firme.example", "email")
    assert text[finding.start : finding.end] == finding.quote


# places


def test_a_place_in_the_text_is_found_again_in_the_folded_text() -> None:
    post = laid_out("\u200b#SansRisque: e\u0301pargne ﬁxe.")
    for word in ("Sans", "Risque", "e\u0301pargne", "ﬁxe"):
        start = post.draft.text.index(word)
        folded = post.folded_span(start, start + len(word))
        assert post.folded.span(*folded) == (start, start + len(word))


# judge


ASKED = {"kind": "judge", "question": both("Se vante-t-on?", "Is somebody boasting?")}


def test_a_question_for_the_model_finds_nothing_by_itself() -> None:
    assert findings_in("Nous sommes les meilleurs!", a_rule("boast", ASKED)) == []


def test_a_question_for_the_model_takes_nothing_from_what_words_find() -> None:
    words = phrase("les meilleurs")

    assert findings_in("Nous sommes les meilleurs!", a_rule("boast", ASKED, words)) == findings_in(
        "Nous sommes les meilleurs!", a_rule("boast", words)
    )


@pytest.mark.parametrize(
    "more",
    [
        {"also": [{"any": ["nous"]}]},
        {"unless": [{"any": ["nous"]}]},
        {"guards": []},
        {"sure": True},
        {"question": both("Pourquoi? " * 40, "Why?")},
        {"question": {"fr": "Se vante-t-on?"}},
        {"words": ["nous"]},
    ],
)
def test_a_question_that_says_more_than_a_question_is_refused(more: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        a_rule("boast", {**ASKED, **more})
