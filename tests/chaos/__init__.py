"""Kill the bot at every step, with Slack and the model failing, and count what was lost or done twice."""
