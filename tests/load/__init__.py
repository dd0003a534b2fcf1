"""How fast Slack is answered while language models are slow, and what happens past what can be done."""
