"""A conversation with the bot, for the tests of what people see."""

import pytest

from tests.usecases.conversation import Conversation


@pytest.fixture
def talk() -> Conversation:
    return Conversation()
