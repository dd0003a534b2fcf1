"""While a model is asked, the card says what it is at: judging, then writing."""

from typing import Any

import pytest

from bot.domain.model_answers import ModelAnswer
from bot.domain.prompts import Rendered
from bot.usecases.model_port import NoAnswer
from bot.usecases.views import Reading
from tests.fakes_messenger import InMemoryMessenger
from tests.usecases.model_drafts import NOTHING_MORE, rewriting
from tests.usecases.test_reply_with_model import OFFERED
from tests.usecases.thread_talk import MIXED, WHO, ThreadTalk

MENDED = NoAnswer("malformed")
WRITTEN = rewriting(OFFERED)


@pytest.mark.parametrize(
    ("answers", "shown"),
    [
        ([NOTHING_MORE, WRITTEN], ["judging", "writing"]),
        ([MENDED, NOTHING_MORE, WRITTEN], ["judging", "judging", "writing"]),
        ([NOTHING_MORE, MENDED, WRITTEN], ["judging", "writing", "writing"]),
        ([NOTHING_MORE, rewriting("Guaranteed return!"), WRITTEN], ["judging", "writing", "writing"]),
    ],
    ids=["at once", "a judgement repaired", "a rewrite repaired", "a rewrite mended"],
)
def test_the_card_says_at_each_call_what_the_model_is_at(answers: list[Any], shown: list[str]) -> None:
    messenger, seen = InMemoryMessenger(), []

    def answering(answer: ModelAnswer | NoAnswer) -> Any:
        def answers_now(_: Rendered, __: type) -> ModelAnswer:
            [card] = messenger.messages.values()
            assert isinstance(card.view, Reading)
            seen.append(card.view.doing)
            if isinstance(answer, NoAnswer):
                raise NoAnswer(answer.why)
            return answer

        return answers_now

    script = [answering(each) for each in answers]
    talk = ThreadTalk(messenger=messenger, script=script, draft=MIXED["en"], person=WHO["en"])

    assert seen == shown
    assert talk.text == OFFERED
