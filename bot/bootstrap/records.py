"""Everything that is kept in the database."""

from functools import cached_property
from typing import Any

from bot.config import Settings
from bot.usecases.balance_ports import PostedTexts
from bot.usecases.chat_ports import Cards, Inbox, Outbox
from bot.usecases.cool_off_ports import AuthorReminders
from bot.usecases.jobs_ports import Entries
from bot.usecases.learning_ports import Learning
from bot.usecases.matter_ports import Matters, Reviews
from bot.usecases.meanings_ports import Meanings
from bot.usecases.people_ports import People
from bot.usecases.ports import Archive, PolicyStore
from bot.usecases.spending import Spending


class Records:
    """The database of one set of settings, and what is in it; opened when something is first asked of it."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    @cached_property
    def engine(self) -> Any:
        """The database's engine, its tables brought up to date. Raises `StorageError`."""
        from bot.adapters.database import open_database, upgrade

        engine = open_database(self.settings.database_url)
        upgrade(engine)
        return engine

    @cached_property
    def sealing(self) -> Any:
        """How what people wrote is encrypted before it is kept."""
        from bot.adapters.sealing import Sealing

        return Sealing(self.settings.encryption_keys)

    @cached_property
    def policies(self) -> PolicyStore:
        """The policy library in the database."""
        from bot.adapters.sqlalchemy_policies import SqlAlchemyPolicyStore

        return SqlAlchemyPolicyStore(self.engine)

    @cached_property
    def archive(self) -> Archive:
        """The archive in the database."""
        from bot.adapters.sqlalchemy_archive import SqlAlchemyArchive

        return SqlAlchemyArchive(self.engine, self.sealing)

    def inbox(self, team: str | None = None) -> Inbox:
        """What the people of a workspace sent, in the database; None: of every workspace."""
        from bot.adapters.sqlalchemy_inbox import SqlAlchemyInbox

        return SqlAlchemyInbox(self.engine, team, self.sealing)

    @cached_property
    def entries(self) -> Entries:
        """The inbox as the operator sees it, in the database."""
        from bot.adapters.sqlalchemy_entries import SqlAlchemyEntries

        return SqlAlchemyEntries(self.engine)

    @cached_property
    def outbox(self) -> Outbox:
        """What the bot posted, in the database."""
        from bot.adapters.sqlalchemy_outbox import SqlAlchemyOutbox

        return SqlAlchemyOutbox(self.engine)

    @cached_property
    def cards(self) -> Cards:
        """Where every card stands, in the database."""
        from bot.adapters.sqlalchemy_cards import SqlAlchemyCards

        return SqlAlchemyCards(self.engine)

    @cached_property
    def attempts(self) -> Learning:
        """Who tried which exercise or certification, in the database."""
        from bot.adapters.sqlalchemy_learning import SqlAlchemyLearning

        return SqlAlchemyLearning(self.engine, self.sealing)

    @cached_property
    def reminders(self) -> AuthorReminders:
        """Of which drafts authors are to be reminded, in the database."""
        from bot.adapters.sqlalchemy_reminders import SqlAlchemyReminders

        return SqlAlchemyReminders(self.engine)

    @cached_property
    def matters(self) -> Matters:
        """What somebody must look at, in the database."""
        from bot.adapters.sqlalchemy_matters import SqlAlchemyMatters

        return SqlAlchemyMatters(self.engine, self.sealing)

    @cached_property
    def reviews(self) -> Reviews:
        """The list of reviews that people saw, in the database."""
        from bot.adapters.sqlalchemy_reviews import SqlAlchemyReviews

        return SqlAlchemyReviews(self.engine)

    @cached_property
    def people(self) -> People:
        """Who speaks, in the database."""
        from bot.adapters.sqlalchemy_people import SqlAlchemyPeople

        return SqlAlchemyPeople(self.engine, self.sealing)

    @cached_property
    def posted(self) -> PostedTexts:
        """What was posted, in the database."""
        from bot.adapters.sqlalchemy_posted import SqlAlchemyPostedTexts

        return SqlAlchemyPostedTexts(self.engine)

    @cached_property
    def meanings(self) -> Meanings:
        """What drafts and good posts mean, in the database."""
        from bot.adapters.sqlalchemy_meanings import SqlAlchemyMeanings

        return SqlAlchemyMeanings(self.engine, self.sealing)

    @cached_property
    def spending(self) -> Spending:
        """What calls of the language model took, in the database."""
        from bot.adapters.sqlalchemy_spending import SqlAlchemySpending

        return SqlAlchemySpending(self.engine)
