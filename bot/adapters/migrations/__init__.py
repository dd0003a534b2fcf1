"""How the tables came to be what they are; `bot.adapters.database.upgrade` runs these."""
