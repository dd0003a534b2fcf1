"""${message}

Tables that are recreated (SQLite's batch mode) lose their triggers: see `archive_guards.py`.
"""

import sqlalchemy as sa
from alembic import op
${imports if imports else ""}

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None


def upgrade() -> None:
    """From the revision before to this one. Then change `HEAD` in `bot/adapters/database.py`."""
    ${upgrades if upgrades else "pass"}
