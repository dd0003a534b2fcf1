"""What `vigie doctor` looks at in Slack."""

from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from bot.bootstrap.database_checks import clock_check
from bot.cli.wiring import Check
from bot.config import Settings
from bot.texts import say


def slack_checks(settings: Settings) -> Iterator[Check]:
    """Asks Slack about the tokens, when there are any: this machine alone needs none."""
    bot_token, app_token, api = settings.slack_bot_token, settings.slack_app_token, settings.slack_api_url
    if not bot_token and not app_token:
        yield Check("slack", "ok", say("doctor.slack.unset", settings.language))
        return
    from bot.slack.tokens import check_bot_token, check_tokens  # takes time to load

    over_http = settings.slack_signing_secret and not app_token
    findings = check_bot_token(bot_token, api) if over_http else check_tokens(bot_token, app_token, api)
    language = settings.language
    for found in findings:
        mend = "" if found.state == "ok" else say("doctor.mend.slack", language)
        yield Check("slack", found.state, found.says(language), mend)
    works = next((found for found in findings if found.what == "bot-works"), None)
    if works is None:
        return
    if said_at := _moment(works.values.get("date", "")):
        yield clock_check("Slack", said_at, language)
    yield from _named_checks(settings)


def _named_checks(settings: Settings) -> Iterator[Check]:
    """Whom and where the settings name, as Slack finds them."""
    from bot.slack.named import check_compliance, check_owners, check_pilot

    language, of_slack = settings.language, (settings.slack_bot_token, settings.slack_api_url)
    seen = check_compliance(settings.compliance_channel, settings.compliance_officers, *of_slack)
    mend = "" if seen.state == "ok" else say("doctor.mend.compliance", language)
    yield Check("compliance", seen.state, seen.says(language), mend)
    seen = check_owners(settings.policy_channel, settings.policy_owners, *of_slack)
    mend = "" if seen.state == "ok" else say("doctor.mend.owners", language)
    yield Check("owners", seen.state, seen.says(language), mend)
    if settings.shadow and (pilot := check_pilot(settings.pilot, *of_slack)):
        mend = "" if pilot.state == "ok" else say("doctor.mend.trial", language)
        yield Check("pilot", pilot.state, pilot.says(language), mend)


def _moment(date: str) -> datetime | None:
    """The moment of an HTTP date; None where there is none."""
    try:
        moment = parsedate_to_datetime(date)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
