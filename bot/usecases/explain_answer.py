"""Explain in plain words the clauses that answer a question, where a language model is there to do it.

The clauses are the answer; what a model says stands beside them, sentence by sentence, each with its clause.
A refusal stays one: a model is never asked about what the documents do not cover.
"""

from dataclasses import replace

from bot.domain.answering import PolicyReply, verify_answer
from bot.domain.briefing import LANGUAGES, clauses_text
from bot.domain.clause_labels import label_clauses
from bot.domain.firm import FirmProfile
from bot.domain.masking import Mask
from bot.domain.model_answers import PolicyAnswer
from bot.domain.prompts import fence_of
from bot.usecases.ask_model import AskingModel, ModelPorts
from bot.usecases.model_port import NoAnswer


def explain_answer(
    reply: PolicyReply, firm: FirmProfile, ports: ModelPorts | None, person: str = ""
) -> PolicyReply:
    """The reply with what of the model's answer holds; as it was where nothing does, or none answers."""
    if ports is None or not reply.answered:
        return reply
    labelled = label_clauses(reply.clauses)
    try:
        answer = AskingModel(ports, Mask(firm), person).ask(
            "answer",
            PolicyAnswer,
            {
                "clauses": clauses_text(labelled),
                "language": LANGUAGES[reply.language],
                "fence": fence_of(reply.question),
                "question": reply.question,
            },
        )
    except NoAnswer:
        return reply
    believed = verify_answer(answer, labelled, reply.question, reply.language)
    if believed.dropped:
        ports.metrics.dropped("statement", believed.dropped)
    if not believed.statements:
        return reply
    said = (f"{each.text.strip()} ({clause.clause})" for each, clause in believed.statements)
    return replace(reply, text=" ".join(said), source="model")
