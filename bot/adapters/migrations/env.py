"""What Alembic runs: the migrations, inside the transaction that `database.upgrade` has begun."""

from alembic import context

from bot.adapters.sqlalchemy_all_tables import metadata

context.configure(
    connection=context.config.attributes["connection"], target_metadata=metadata, compare_server_default=True
)
with context.begin_transaction():
    context.run_migrations()
