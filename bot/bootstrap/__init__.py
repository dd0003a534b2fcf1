"""The only wiring: settings → adapters → ports → the command line and the bot."""
