"""The Slack door: events in, commands to the use cases, blocks out."""
