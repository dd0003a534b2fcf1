"""The local workspace: enough of Slack, on this machine alone, to meet the bot with no account."""
