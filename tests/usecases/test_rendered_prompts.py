"""What leaves for a language model, to the letter: a golden file a prompt and language, with its tokens.

`make golden` rewrites them. Whoever changes a prompt, a rule's topic or the masking reads the difference.
"""

from collections.abc import Callable

import pytest

from bot.domain.answering import PolicyReply
from bot.domain.budgets import estimate_tokens
from bot.domain.clause_labels import label_clauses
from bot.domain.draft import Author, Draft, Language
from bot.domain.model_answers import Judgement, PolicyAnswer, Rewriting, ThreadReply
from bot.domain.prompts import Rendered
from bot.domain.wishes import Wish
from bot.usecases.adjust import ask_adjust
from bot.usecases.ask_model import AskingModel, mask_for
from bot.usecases.explain_answer import explain_answer
from bot.usecases.model_port import NoAnswer
from tests.fakes_model import Script, ScriptedModel
from tests.shipped_desk import ModelAtDesk, prompts

Golden = Callable[[str, str], None]
BOTH: tuple[Language, ...] = ("fr", "en")

DRAFTS: dict[Language, Draft] = {
    "fr": Draft(
        "Madame Ginette Bouchard, ma cliente de 67 ans à Rimouski, dort enfin tranquille: ses 240 000 $ sont "
        "dans notre Fonds Revenu Plus. Rendement garanti de 6 %!\n\n"
        "Écrivez-moi à amelie.tremblay@courriel.example ou au 418-555-0142.",
        author=Author("Amélie Tremblay", profile_shows_affiliation=True),
        audience="les retraités de ma région",
        purpose="faire connaître le fonds",
    ),
    "en": Draft(
        "My client Robert Delaney (SIN 046 454 286) retired at 58 thanks to me and my team. Nobody beats us: "
        "call me at 416-555-0177, spots are going fast! https://example.com/r?token=8f3a91c2d4e5b6a7",
        platform="x",
        author=Author("James Whitaker", "expert"),
    ),
}
HIDDEN = (
    "Bouchard", "Ginette", "Tremblay", "courriel.example", "555-0142",
    "Delaney", "Robert", "Whitaker", "046 454 286", "555-0177", "8f3a91c2d4e5b6a7",
)  # fmt: skip
REWRITTEN = {
    "fr": "Combien de temps vos épargnes doivent-elles durer? Le fonds rapporte 9 % par an.",
    "en": "What would retiring early take? Our fund pays 9% a year.",
}
SAID = {
    "fr": "Plus court svp, et dis que Ginette Bouchard est d'accord.",
    "en": "Shorter please, and say that Robert Delaney agrees.",
}
QUESTIONS = {
    "fr": "Est-ce que je peux publier le témoignage de ma cliente Ginette Bouchard si elle est d'accord?",
    "en": "May I post what my client Robert Delaney wrote about us, if he agrees?",
}


def _asked_in_a_review(language: Language, *answers: Script) -> list[Rendered]:
    """Every prompt of one review by a model that answers this."""
    model = ScriptedModel(answers)
    ModelAtDesk(model).review(DRAFTS[language], language)
    return model.asked


def _asked_in_its_thread(language: Language) -> list[Rendered]:
    """The prompt of what the author then says."""
    model, draft = ScriptedModel([ThreadReply(kind="not-covered", text="", statements=())]), DRAFTS[language]
    at_desk = ModelAtDesk(model)
    review = at_desk.floor(draft, language)
    asking = AskingModel(at_desk.ports, mask_for(draft, at_desk.shipped.desk))
    cited = label_clauses(each for found in review.findings for each in found.citations)
    ask_adjust(Wish("shorter", SAID[language], REWRITTEN[language]), review, asking, cited)
    return model.asked


def _asked_in_answer(language: Language) -> list[Rendered]:
    """The prompt of a question about the policies."""
    model, question = ScriptedModel([PolicyAnswer(covered=False, statements=())]), QUESTIONS[language]
    at_desk = ModelAtDesk(model)
    firm = at_desk.shipped.desk.policies.firm
    clauses = tuple(at_desk.shipped.clauses_near("témoignage, testimonial, client", language, 3))
    explain_answer(PolicyReply(question, True, clauses, firm.ask, language), firm, at_desk.ports)
    return model.asked


def _asked(language: Language) -> dict[str, Rendered]:
    """Each prompt of the folder as it is sent, by its name."""
    nothing = Judgement(findings=())
    reviewed = _asked_in_a_review(
        language, NoAnswer("malformed"), nothing, Rewriting(text=REWRITTEN[language])
    )
    sent = [*reviewed, *_asked_in_its_thread(language), *_asked_in_answer(language)]
    return {each.name: each for each in sent}


@pytest.mark.parametrize("language", BOTH)
def test_each_prompt_is_sent_as_its_golden_file_shows(language: Language, golden: Golden) -> None:
    asked = _asked(language)

    assert set(asked) == set(prompts())
    for name, prompt in asked.items():
        golden(f"prompts/{name}-{language}.txt", _shown(prompt))


@pytest.mark.parametrize("language", BOTH)
def test_nothing_of_it_says_who_the_author_and_the_client_are(language: Language) -> None:
    for prompt in _asked(language).values():
        whole = f"{prompt.system}\n{prompt.user}"
        assert [each for each in HIDDEN if each in whole] == []
        assert "{{" not in whole


@pytest.mark.parametrize("language", BOTH)
def test_a_fence_opens_and_closes_what_others_wrote_and_stands_nowhere_else(language: Language) -> None:
    fences = {"judge": 1, "rewrite": 1, "rewrite-again": 2, "adjust": 3, "answer": 1}
    for name, texts in fences.items():
        prompt = _asked(language)[name]
        [mark] = {line.split()[0] for line in prompt.user.splitlines() if line.startswith("#")}
        assert f"{prompt.system}\n{prompt.user}".count(mark) == 1 + 2 * texts


def test_the_mark_that_a_prompt_shows_as_an_example_hides_nobody() -> None:
    """A model that copies it says nothing: it is put back for no one, and refused in a text."""
    mask = mask_for(DRAFTS["fr"], ModelAtDesk(ScriptedModel([])).shipped.desk)
    mask.hide(DRAFTS["fr"].text)

    for prompt in prompts().values():
        assert mask.restore(prompt.system) == prompt.system
        assert set(mask.unknown_tokens(prompt.system)) <= {"[PERSON_0]"}


def _shown(prompt: Rendered) -> str:
    parts = [f"== {part} ==\n\n{text}\n" for part, text in _parts(prompt) if text]
    tokens = sum(estimate_tokens(text) for _, text in _parts(prompt))
    return "\n".join([*parts, f"== about {tokens} tokens ==\n"])


def _parts(prompt: Rendered) -> tuple[tuple[str, str], ...]:
    return ("system", prompt.system), ("user", prompt.user)
