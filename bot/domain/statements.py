"""What a model answers in the thread of a review, held against the clause that each sentence rests on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from bot.domain.answering import verify_answer
from bot.domain.explaining import Grounds, may_be_said
from bot.domain.findings import Citation
from bot.domain.model_answers import PolicyAnswer, Statement

_AROUND_A_LABEL = " \t\n\u00a0[](){}<>«»\"'`.,:;"


@dataclass(frozen=True, slots=True)
class Stated:
    """A sentence that holds, and the clause it rests on, to the letter."""

    text: str
    clause: Citation


def statements_that_hold(
    statements: Iterable[Statement], clauses: Mapping[str, Citation], said: str, grounds: Grounds
) -> tuple[Stated, ...]:
    """The statements whose clause was given and that say nothing beside it; the others are dropped.

    They share words with their clause and permit nothing that it limits (`answering.verify_answer`); they
    promise and approve nothing, order nothing and invent nothing (`explaining.may_be_said`, whose `grounds`
    are the same but for the clause). `said` is what the author asked: its names and numbers may come again.
    """
    found = {label.strip(_AROUND_A_LABEL): label for label in clauses}
    named = tuple(
        each.model_copy(update={"clause": found.get(each.clause.strip(_AROUND_A_LABEL), each.clause)})
        for each in statements
    )
    answer = PolicyAnswer(covered=True, statements=named)
    asked = f"{said}\n{grounds.post.draft.text}"
    believed = verify_answer(answer, clauses, asked, grounds.language)
    held = (Stated(" ".join(each.text.split()), clauses[each.clause]) for each in believed.statements)
    return tuple(
        dict.fromkeys(each for each in held if may_be_said(each.text, replace(grounds, clause=each.clause)))
    )
