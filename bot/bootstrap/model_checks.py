"""What `vigie doctor` says of the language model; it never asks it anything that costs."""

from collections.abc import Iterator
from datetime import date, timedelta
from urllib.parse import urlsplit

from bot.bootstrap.application import Application
from bot.cli.wiring import Check
from bot.config import Settings
from bot.domain.budgets import Price, cost
from bot.domain.draft import Language
from bot.domain.prompts import version_of
from bot.texts import say
from bot.usecases.ports import PolicyFileError
from bot.usecases.spending import Outcome, Summary

DAYS = 30
"""How far back `vigie doctor` looks, today included."""
_TO_MEND: tuple[Outcome, ...] = ("wrong-key", "unknown-model", "over-budget")
"""What does not get better by itself: somebody must change a setting."""


def model_check(settings: Settings) -> Check:
    """Which model is configured, where it is asked, and whether a key to it is set."""
    if not settings.has_model:
        return Check("model", "ok", say("doctor.model.none", settings.language))
    provider = settings.model.partition(":")[0]
    is_set = "elsewhere" if provider != "openai" else "set" if settings.openai_key else "unset"
    parts = [settings.model, say(f"doctor.model.key.{is_set}", settings.language)]
    if provider == "openai" and settings.openai_base_url:
        # Its host alone: an address may carry a password.
        parts.insert(1, str(urlsplit(settings.openai_base_url).hostname))
    return Check("model", "ok", ", ".join(parts))


def model_reached(application: Application) -> Iterator[Check]:
    """Whether the key is taken and the model is there, where there is one."""
    if application.model is None:
        return
    language = application.settings.language
    found = application.look_up_model()
    said = say(f"doctor.reach.{found}", language)
    if found in ("works", "untold"):
        yield Check("model", "ok", said)
    elif found in ("wrong-key", "unknown-model"):
        yield Check("model", "problem", said, say(f"doctor.mend.{found}", language))
    else:
        yield Check("model", "warning", said, say("doctor.mend.model-away", language))


def prompts_check(application: Application) -> Check:
    """Whether what the model is asked can be read; it matters once there is a model."""
    try:
        prompts = application.prompts
    except PolicyFileError as wrong:
        settings = application.settings
        mend = say("doctor.mend.prompts", settings.language)
        return Check("prompts", "problem" if settings.has_model else "warning", str(wrong), mend)
    said = say(
        "doctor.prompts", application.settings.language, count=len(prompts), version=version_of(prompts)
    )
    return Check("prompts", "ok", said)


def usage_checks(application: Application, today: date) -> Iterator[Check]:
    """What the model was asked and took, on that day of UTC and in the last days. Raises `StorageError`."""
    settings = application.settings
    if not settings.has_model:
        return
    language, price = settings.language, settings.model_price
    of_today = application.spending.summary(today)
    used = _says(of_today, language, price)
    most = _number(settings.model_tokens_day, language)
    to_mend = next((why for why in _TO_MEND if why in of_today.outcomes), None)
    mend = say(f"doctor.mend.{to_mend}", language) if to_mend else ""
    today_says = say("doctor.model.today", language, used=used, most=most)
    yield Check("usage", "warning" if to_mend else "ok", today_says, mend)
    recent = application.spending.summary(today - timedelta(days=DAYS - 1))
    used = _says(recent, language, price)
    yield Check("usage", "ok", say("doctor.model.recent", language, used=used, days=DAYS))


def _says(summary: Summary, language: Language, price: tuple[float, float] | None) -> str:
    spent = summary.spent
    parts = [
        say("doctor.model.calls", language, calls=_number(summary.calls, language)),
        say(
            "doctor.model.tokens",
            language,
            tokens_in=_number(spent.tokens_in, language),
            tokens_out=_number(spent.tokens_out, language),
        ),
    ]
    if price:
        money = _number(cost(spent, Price(*price)), language, "#,##0.00##")
        parts.append(say("doctor.model.cost", language, cost=money))
    if unfinished := summary.outcomes.get("asked"):
        parts.append(say("doctor.model.asked", language, calls=_number(unfinished, language)))
    if summary.failures:
        parts.append(say("doctor.model.failures", language, reasons=_reasons(summary, language)))
    return "; ".join(parts)


def _reasons(summary: Summary, language: Language) -> str:
    return ", ".join(
        f"{say(f'doctor.model.why.{why}', language)} ({_number(count, language)})"
        for why, count in summary.failures.items()
    )


def _number(number: float, language: Language, pattern: str | None = None) -> str:
    from babel.numbers import format_decimal  # takes time to load

    return format_decimal(number, format=pattern, locale=language)
