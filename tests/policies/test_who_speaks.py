"""Who speaks changes what is asked of a post: every role against the shipped rules, in both languages."""

from pathlib import Path

import pytest

from bot.domain.checking import apply_rules
from bot.domain.draft import ROLES, Author, Draft, Language
from bot.usecases.read_pack import PackRecords
from tests.shipped_pack import shipped_pack

ROOT = Path(__file__).parents[2]
ORDINARY = Author("Amélie Tremblay")


@pytest.fixture(scope="module", name="shipped")
def _shipped() -> PackRecords:
    return shipped_pack()


def found(text: str, author: Author, shipped: PackRecords, language: Language = "fr") -> dict[str, str]:
    """Rule → severity, of what words find."""
    findings = apply_rules(Draft(text, author=author), shipped.pack, language)
    return {each.rule: each.severity.word for each in reversed(findings)}


def by(role: str, name: str = "Amélie Tremblay", **more: object) -> Author:
    """Who posts as that."""
    return Author(name, role, **more)  # type: ignore[arg-type]


PLANS = (
    "Nous comptons doubler notre présence en région d'ici deux ans.",
    "Nos résultats du trimestre sont à la hauteur, et la suite s'annonce bien.",
    "La firme prévoit un nouveau bureau à Gatineau l'an prochain.",
    "We expect a strong second half and more hires in the regions.",
    "Our quarter is on track, and the pipeline looks good.",
    "The firm plans a new office in Gatineau next year.",
)


@pytest.mark.parametrize("text", PLANS)
def test_the_plans_of_an_executive_go_to_compliance(text: str, shipped: PackRecords) -> None:
    assert found(text, by("executive"), shipped)["speaking-for-firm"] == "approval"
    assert "speaking-for-firm" not in found(text, ORDINARY, shipped)


@pytest.mark.parametrize(
    "text",
    [
        "Trois questions à poser avant de signer une hypothèque: le taux, la durée, la pénalité.",
        "Merci à l'équipe pour la collecte de sang de mardi: 112 dons.",
        "Three questions before you sign a mortgage: the rate, the term, the penalty.",
        "We planted forty trees with the neighbours on Saturday. My back remembers every one.",
    ],
)
@pytest.mark.parametrize("role", ["ambassador", "expert", "executive", "firm"])
def test_what_is_nobodys_problem_stays_so_whoever_speaks(role: str, text: str, shipped: PackRecords) -> None:
    assert found(text, by(role), shipped) == {}


POSITION = "Au nom de la firme, nous dénonçons cette décision."


def test_only_whom_the_firm_itself_names_speaks_for_it(shipped: PackRecords) -> None:
    for role in ROLES:
        assert found(POSITION, by(role), shipped)["speaking-for-firm"] == "approval"
    for role in ("firm", "executive"):
        assert "speaking-for-firm" not in found(POSITION, by(role, "HELENE ARSENAULT"), shipped)
    for role in ("employee", "ambassador", "expert", "paid"):
        assert "speaking-for-firm" in found(POSITION, by(role, "Hélène Arsenault"), shipped)


@pytest.mark.parametrize(
    "text", ["Visite hier des bureaux de Rivière-Nord à Rimouski.", "I spent Tuesday at Rivière-Nord."]
)
def test_ambassadors_and_the_paid_say_in_the_post_for_whom_they_speak(
    text: str, shipped: PackRecords
) -> None:
    for role in ("ambassador", "paid"):
        shown = by(role, profile_shows_affiliation=True)
        if role == "ambassador":
            assert "undisclosed-affiliation" in found(text, shown, shipped)
        assert "undisclosed-affiliation" in found(text, by(role), shipped)
    assert "undisclosed-affiliation" not in found(text, ORDINARY, shipped)


PRAISE = "Essayez Rivière-Nord, c'est super."


def test_praise_of_the_firm_needs_no_line_where_the_tie_is_seen(shipped: PackRecords) -> None:
    assert "undisclosed-affiliation" in found(PRAISE, ORDINARY, shipped)
    assert "undisclosed-affiliation" not in found(PRAISE, by("firm"), shipped)
    shown = by("expert", profile_shows_affiliation=True)
    assert "undisclosed-affiliation" not in found(PRAISE, shown, shipped)


def test_who_is_paid_begins_with_the_label(shipped: PackRecords) -> None:
    text = "Trois questions à poser avant de choisir un REER."
    assert found(text, by("paid"), shipped)["undisclosed-paid-partnership"] == "revise"
    assert found(f"Publicité. {text}", by("paid"), shipped)["undisclosed-paid-partnership"] == "approval"
    assert "undisclosed-paid-partnership" not in found(text, by("ambassador"), shipped)


@pytest.mark.parametrize(
    "text",
    [
        "En tant que spécialiste, je lis ces rapports pour vous.",
        "As your specialist, I read these reports so that you need not.",
    ],
)
def test_an_expert_writes_the_registered_title(text: str, shipped: PackRecords) -> None:
    assert "title-or-qualifier" in found(text, by("expert"), shipped)
    assert "title-or-qualifier" not in found(text, ORDINARY, shipped)


@pytest.mark.parametrize(
    "text",
    [
        "Mon scénario pour 2027: une inflation qui reste collante dans les services.",
        "My base case for 2027: inflation stays sticky in services.",
    ],
)
def test_an_experts_call_is_labelled_as_an_opinion(text: str, shipped: PackRecords) -> None:
    labels = "Opinion personnelle, qui n'engage pas mon employeur. Personal view, not my employer's."
    assert found(text, by("expert"), shipped)["forecast-or-hypothetical"] == "suggestion"
    assert "forecast-or-hypothetical" not in found(f"{text} {labels}", by("expert"), shipped)
    assert "forecast-or-hypothetical" not in found(text, ORDINARY, shipped)


class TestTerritory:
    """Where the author and their readers are."""

    ENGLISH = "Three questions to ask before you sign a mortgage: the rate, the term and the penalty."

    def test_the_firms_account_in_quebec_has_a_french_version(self, shipped: PackRecords) -> None:
        here = by("firm", territory="quebec")
        both = f"Trois questions: le taux, la durée et la pénalité. {self.ENGLISH}"
        assert found(self.ENGLISH, here, shipped)["audience-territory-mismatch"] == "approval"
        assert "audience-territory-mismatch" not in found(both, here, shipped)
        for other in (by("firm", territory="ontario"), by("employee", territory="quebec"), by("firm")):
            assert "audience-territory-mismatch" not in found(self.ENGLISH, other, shipped)

    @pytest.mark.parametrize(
        "text", ["Écrivez-moi et on regarde ça.", "Message me and I'll walk through it."]
    )
    def test_nobody_offers_a_service_where_an_affiliate_serves_people(
        self, text: str, shipped: PackRecords
    ) -> None:
        there = by("employee", territory="france")
        assert found(text, there, shipped)["audience-territory-mismatch"] == "approval"
        assert "audience-territory-mismatch" not in found(text, by("employee", territory="quebec"), shipped)
