"""A real model behind a real server: what goes out arrives, and what comes back has its shape."""

import threading
import time

import pytest

from bot.adapters.langchain_model import LangChainModel
from bot.domain.model_answers import Judgement, ModelAnswer, PolicyAnswer, Rewriting, ThreadReply
from bot.domain.prompts import Rendered
from bot.usecases.model_port import Answered, NoAnswer
from tests.model.brief_model import BriefModel
from tests.model.conftest import NAME

DRAFT = "Our balanced fund: guaranteed 6% a year, zero risk. Why wait?"
SYSTEM = "You review posts. Clause C-1: no promise of a return. Answer in JSON, in very few words."
PROMPT = Rendered("judge", "1", SYSTEM, f"Draft: {DRAFT}")
LONGER = Rendered("judge", "1", SYSTEM, f"Draft: {DRAFT * 20}")
ENOUGH = 120.0


@pytest.mark.parametrize("kind", [Judgement, Rewriting, PolicyAnswer, ThreadReply])
def test_every_kind_of_answer_comes_in_its_shape(real_model: BriefModel, kind: type[ModelAnswer]) -> None:
    told: list[int] = []
    begun = time.monotonic()
    answered = real_model.ask(PROMPT, kind, ENOUGH, told.append)
    took = time.monotonic() - begun
    print(f"\n{kind.__name__}: {answered.tokens_in}+{answered.tokens_out} tokens, {took:.1f} s")

    assert isinstance(answered.answer, kind)
    assert len(told) > 2
    assert told == sorted(told)


def test_the_whole_prompt_reaches_the_model(real_model: BriefModel) -> None:
    """With a wrong chat template a server answers in the right shape without having read a word."""
    short = real_model.ask(PROMPT, Rewriting, ENOUGH, lambda _: None)
    long = real_model.ask(LONGER, Rewriting, ENOUGH, lambda _: None)

    assert short.tokens_in > (len(SYSTEM) + len(DRAFT)) / 8
    assert long.tokens_in - short.tokens_in > 19 * len(DRAFT) / 8


def test_two_calls_at_once_both_come_back(real_model: BriefModel) -> None:
    came: list[Answered[Judgement]] = []
    threads = [
        threading.Thread(
            target=lambda: came.append(real_model.ask(PROMPT, Judgement, ENOUGH, lambda _: None))
        )
        for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(came) == 2


def test_a_call_ends_with_its_seconds_and_the_next_one_is_answered(real_model: BriefModel) -> None:
    begun = time.monotonic()
    with pytest.raises(NoAnswer, match="timeout"):
        real_model.ask(LONGER, Rewriting, 0.5, lambda _: None)

    assert time.monotonic() - begun < 2
    assert real_model.ask(PROMPT, Judgement, ENOUGH, lambda _: None).tokens_out > 0


def test_too_long_a_prompt_and_a_wrong_key_are_told_apart(real_model: BriefModel, real_address: str) -> None:
    endless = Rendered("judge", "1", SYSTEM, DRAFT * 1_000)
    with pytest.raises(NoAnswer, match="context-too-long"):
        real_model.ask(endless, Rewriting, ENOUGH, lambda _: None)
    with pytest.raises(NoAnswer, match="wrong-key"):
        LangChainModel(NAME, "another", real_address).ask(PROMPT, Rewriting, ENOUGH, lambda _: None)
