"""What `vigie doctor` looks at in Slack."""

from collections.abc import Iterator

from bot.cli.wiring import Check
from bot.config import Settings
from bot.texts import say


def slack_checks(settings: Settings) -> Iterator[Check]:
    """Asks Slack about the tokens, when there are any: this machine alone needs none."""
    bot_token, app_token, api = settings.slack_bot_token, settings.slack_app_token, settings.slack_api_url
    if not bot_token and not app_token:
        yield Check("slack", "ok", say("doctor.slack.unset", settings.language))
        return
    from bot.slack.compliance import check_compliance  # takes time to load
    from bot.slack.tokens import check_bot_token, check_tokens

    over_http = settings.slack_signing_secret and not app_token
    findings = check_bot_token(bot_token, api) if over_http else check_tokens(bot_token, app_token, api)
    for found in findings:
        yield Check("slack", found.state, found.says(settings.language))
    if any(found.what == "bot-works" for found in findings):
        channel, officers = settings.compliance_channel, settings.compliance_officers
        seen = check_compliance(channel, officers, bot_token, api)
        yield Check("compliance", seen.state, seen.says(settings.language))
