"""What is wrong with a token is said in one sentence, in both languages, and never shows the token."""

import pytest

from bot.slack.tokens import Finding, check_tokens
from bot.workspace.faults import Fault, TokenTrouble
from bot.workspace.server import LocalWorkspace


def what(findings: list[Finding]) -> list[tuple[str, str]]:
    return [(each.what, each.state) for each in findings]


def test_two_good_tokens_are_said_to_be_good(workspace: LocalWorkspace) -> None:
    findings = check_tokens(workspace.bot_token, workspace.app_token, workspace.api_url)

    assert what(findings) == [("bot-works", "ok"), ("app-works", "ok")]
    assert "Rivière-Nord" in findings[0].says("fr")


@pytest.mark.parametrize("trouble", ["token_revoked", "invalid_auth", "account_inactive", "token_expired"])
def test_a_token_that_slack_refuses_is_a_problem(workspace: LocalWorkspace, trouble: TokenTrouble) -> None:
    workspace.faults.revoke("bot", trouble)
    workspace.faults.revoke("app", trouble)
    findings = check_tokens(workspace.bot_token, workspace.app_token, workspace.api_url)

    assert what(findings) == [("bot-refused", "problem"), ("app-refused", "problem")]
    assert all(trouble in each.says("en") for each in findings)


def test_tokens_that_were_swapped_are_noticed_without_asking(workspace: LocalWorkspace) -> None:
    findings = check_tokens(workspace.app_token, workspace.bot_token, "http://127.0.0.1:9/api/")

    assert what(findings) == [("bot-kind", "problem"), ("app-kind", "problem")]
    assert "xoxb-" in findings[0].says("fr")


def test_tokens_that_are_not_set_are_noticed_without_asking() -> None:
    assert what(check_tokens("", "", "http://127.0.0.1:9/api/")) == [
        ("bot-unset", "problem"),
        ("app-unset", "problem"),
    ]


def test_scopes_that_are_missing_or_too_many_are_named(workspace: LocalWorkspace) -> None:
    workspace.faults.withdraw_scope("users:read")
    workspace.faults.scopes["bot"] |= {"channels:history"}
    _, missing, superfluous, _ = check_tokens(workspace.bot_token, workspace.app_token, workspace.api_url)

    assert (missing.what, missing.state) == ("scopes-missing", "problem")
    assert "users:read" in missing.says("fr")
    assert (superfluous.what, superfluous.state) == ("scopes-superfluous", "warning")
    assert "channels:history" in superfluous.says("en")


def test_an_app_token_that_opens_no_socket_is_told_what_it_lacks(workspace: LocalWorkspace) -> None:
    workspace.faults.withdraw_scope("connections:write")
    finding = check_tokens(workspace.bot_token, workspace.app_token, workspace.api_url)[-1]

    assert (finding.what, finding.state) == ("app-scope", "problem")
    assert "connections:write" in finding.says("fr")


@pytest.mark.parametrize("fault", [Fault(status=503), Fault(drop="before"), Fault(status=429)])
def test_a_slack_that_does_not_answer_says_nothing_about_the_tokens(
    workspace: LocalWorkspace, fault: Fault
) -> None:
    workspace.faults.next_calls("auth.test", fault)
    workspace.faults.next_calls("apps.connections.open", fault)
    findings = check_tokens(workspace.bot_token, workspace.app_token, workspace.api_url)

    assert what(findings) == [("no-answer", "problem")]


def test_a_machine_that_is_not_there_is_no_answer() -> None:
    findings = check_tokens("xoxb-1", "xapp-1", "http://127.0.0.1:9/api/")

    assert what(findings) == [("no-answer", "problem")]


def test_no_finding_shows_a_token(workspace: LocalWorkspace) -> None:
    workspace.faults.revoke("bot")
    shown = [
        f"{each!r} {each.says('fr')} {each.says('en')}"
        for bot, app in (
            (workspace.bot_token, workspace.app_token),
            (workspace.app_token, workspace.bot_token),
            ("xoxb-wrong-SECRET", "xapp-wrong-SECRET"),
        )
        for each in check_tokens(bot, app, workspace.api_url)
    ]

    assert len(shown) == 6
    for secret in (workspace.bot_token, workspace.app_token, "SECRET"):
        assert not any(secret in each for each in shown)
