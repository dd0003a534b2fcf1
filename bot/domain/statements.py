"""What a model answers in the thread of a review, held against the clause that each sentence rests on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from bot.domain.answering import verify_answer
from bot.domain.explaining import Grounds, may_be_said
from bot.domain.findings import Citation
from bot.domain.model_answers import PolicyAnswer, Statement


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
    answer = PolicyAnswer(covered=True, statements=tuple(statements))
    asked = f"{said}\n{grounds.post.draft.text}"
    believed = verify_answer(answer, clauses, asked, grounds.language)
    held = (Stated(" ".join(each.text.split()), clause) for each, clause in believed.statements)
    return tuple(
        dict.fromkeys(each for each in held if may_be_said(each.text, replace(grounds, clause=each.clause)))
    )
