"""What `vigie doctor` says of the language model and of what it took."""

from datetime import UTC, date, datetime, timedelta
from typing import get_args

import pytest

from bot.bootstrap.application import Application
from bot.bootstrap.model_checks import model_check, usage_checks
from bot.cli.wiring import Check
from bot.config import read_settings
from bot.domain.budgets import Spent
from bot.texts import LANGUAGES, Language, say
from bot.usecases.model_port import WhyNot
from bot.usecases.spending import ModelCall, Outcome
from tests.cli.conftest import Opened

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
TODAY = date(2026, 11, 22)
NOBODY_ANSWERS = "http://127.0.0.1:9/v1"


def model_of(**given: str) -> Check:
    """What is said of the model with these settings."""
    return model_check(read_settings({"VIGIE_LANG": "en"} | given))


def record(application: Application, outcome: Outcome, days: int = 0, count: int = 1) -> None:
    """Calls of so many days ago, of 1000 tokens in and 500 out each."""
    for _ in range(count):
        number = sum(application.spending.summary(date(2026, 1, 1)).outcomes.values())
        call = ModelCall(
            f"call-{number}",
            NOW - timedelta(days=days),
            "U1",
            "R1",
            "judge",
            "openai:small",
            Spent(1_000, 500),
            2.0,
            outcome,
        )
        application.spending.record(call)


def test_without_a_model_it_says_what_does_the_work() -> None:
    assert model_of().says == "none: rules, local embeddings and edits do the work"


def test_it_says_the_model_its_host_and_whether_a_key_is_set_and_never_a_secret() -> None:
    key = "sk-very-secret"

    assert model_of(OPENAI_API_KEY=key).says == "openai:gpt-5-mini, key set"
    ours = model_of(OPENAI_BASE_URL="https://me:hidden@models.example:8443/v1", VIGIE_MODEL="openai:ours")
    assert ours.says == "openai:ours, models.example, no key"
    assert model_of(VIGIE_MODEL="anthropic:claude", OPENAI_API_KEY=key).says == (
        "anthropic:claude, its key is read by its provider's own package"
    )


def test_what_the_model_took_is_told_for_today_and_for_thirty_days_without_a_call(opened: Opened) -> None:
    application = opened(OPENAI_BASE_URL=NOBODY_ANSWERS, VIGIE_MODEL_PRICE="0.25/2.00")
    record(application, "answered", count=2)
    record(application, "timeout")
    record(application, "answered", days=29)
    record(application, "busy", days=29)
    record(application, "busy", days=29)
    record(application, "answered", days=30)

    today, recent = usage_checks(application, TODAY)

    assert (today.state, recent.state) == ("ok", "ok")
    assert today.says == (
        "today (UTC; at most 5,000,000 tokens): calls: 3; tokens: 3,000 sent, 1,500 received; cost: 0.0038; "
        "without an answer: not in time (1)"
    )
    assert recent.says == (
        "last 30 days: calls: 6; tokens: 6,000 sent, 3,000 received; cost: 0.0075; "
        "without an answer: server busy (2), not in time (1)"
    )
    assert "model" not in application.__dict__


def test_without_a_price_no_cost_is_told(opened: Opened) -> None:
    application = opened(OPENAI_BASE_URL=NOBODY_ANSWERS)
    record(application, "asked")

    today, _ = usage_checks(application, TODAY)

    assert "cost" not in today.says
    assert "under way or cut short: 1" in today.says


def test_without_a_model_nothing_is_said_of_what_it_took(opened: Opened) -> None:
    assert list(usage_checks(opened(), TODAY)) == []


@pytest.mark.parametrize("why", ["wrong-key", "unknown-model", "over-budget"])
def test_what_only_the_operator_can_mend_is_a_warning_on_its_day(opened: Opened, why: WhyNot) -> None:
    application = opened(OPENAI_BASE_URL=NOBODY_ANSWERS)
    record(application, why)

    assert [each.state for each in usage_checks(application, TODAY)] == ["warning", "ok"]
    assert [each.state for each in usage_checks(application, TODAY + timedelta(days=1))] == ["ok", "ok"]


def test_french_operators_read_it_in_french(opened: Opened) -> None:
    application = opened(OPENAI_BASE_URL=NOBODY_ANSWERS, VIGIE_LANG="fr", VIGIE_MODEL_PRICE="0.25/2.00")
    record(application, "refused")

    today, _ = usage_checks(application, TODAY)

    assert today.says == (
        "aujourd'hui (UTC; au plus 5\u202f000\u202f000 jetons): appels: 1; "
        "jetons: 1\u202f000 envoyés, 500 reçus; coût: 0,0012; sans réponse: refus du modèle (1)"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_has_words_for_the_operator(language: Language) -> None:
    said = {say(f"doctor.model.why.{why}", language) for why in get_args(WhyNot)}

    assert len(said) == len(get_args(WhyNot))
