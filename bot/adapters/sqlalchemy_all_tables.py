"""Every table of the database: the one `metadata` that whoever copies, migrates or empties it needs whole."""

from bot.adapters import sqlalchemy_learning_tables as sqlalchemy_learning_tables
from bot.adapters import sqlalchemy_meaning_tables as sqlalchemy_meaning_tables
from bot.adapters import sqlalchemy_people_tables as sqlalchemy_people_tables
from bot.adapters import sqlalchemy_posted_tables as sqlalchemy_posted_tables
from bot.adapters.sqlalchemy_hold_tables import metadata as metadata
