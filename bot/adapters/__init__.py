"""One outside thing a file, named for it. Only `bot.bootstrap` imports from here."""
