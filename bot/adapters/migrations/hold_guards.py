"""The database's own refusal to erase what is on hold, whoever asks: triggers for SQLite and PostgreSQL.

A hold is placed, and released once; nothing else of it changes, and none is removed. While one stands, no
body is deleted that it names: in the chains of its person (`team:person`), or of its record and of what is
numbered under that (a card and its reviews); where it names a matter, of the card and the review that the
matter is about. Part of migration 0008, the last since 0010; a migration that recreates one of these tables
on SQLite (Alembic's batch mode drops their triggers) ends by running the statements again.
"""

_NEVER_CHANGED = ("id", "person", "record", "reason", "placed_by", "placed_at")
_CHANGED = " OR ".join(f"NEW.{column} {{differs}} OLD.{column}" for column in _NEVER_CHANGED)
_IN_ITS_CHAIN = "h.person <> '' AND (r.stream = h.person OR substr(r.stream, {end}) = ':' || h.person)"
_UNDER_ITS_RECORD = (
    "h.record <> '' AND (r.record_id = h.record "
    "OR substr(r.record_id, 1, length(h.record) + 1) = h.record || '.')"
)
_OF_ITS_MATTER = (
    "EXISTS (SELECT 1 FROM matters m WHERE m.id = h.record AND ("
    "r.record_id IN (m.card, m.review) OR substr(r.record_id, 1, length(m.card) + 1) = m.card || '.' "
    "OR substr(r.record_id, 1, length(m.review) + 1) = m.review || '.'))"
)


def _held(*covers: str) -> str:
    return (
        "SELECT 1 FROM archive_records r JOIN legal_holds h ON h.released_at IS NULL "  # noqa: S608 - our own
        f"WHERE r.record_id = OLD.record_id AND ({' OR '.join(f'({each})' for each in covers)})"
    )


def _sqlite_trigger(*covers: str) -> str:
    return f"""
    CREATE TRIGGER archive_bodies_held BEFORE DELETE ON archive_bodies
    WHEN EXISTS ({_held(*covers).format(end="-length(h.person) - 1")})
    BEGIN SELECT RAISE(ABORT, 'it is on hold'); END
    """


def _postgresql_function(*covers: str) -> str:
    return f"""
    CREATE OR REPLACE FUNCTION archive_refuse_held() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF EXISTS ({_held(*covers).format(end="greatest(length(r.stream) - length(h.person), 1)")}) THEN
        RAISE EXCEPTION 'it is on hold' USING ERRCODE = 'integrity_constraint_violation';
      END IF;
      RETURN OLD;
    END $$
    """


SQLITE = (
    _sqlite_trigger(_IN_ITS_CHAIN, _UNDER_ITS_RECORD),
    """
    CREATE TRIGGER legal_holds_no_delete BEFORE DELETE ON legal_holds
    BEGIN SELECT RAISE(ABORT, 'a hold is only ever released'); END
    """,
    f"""
    CREATE TRIGGER legal_holds_only_released BEFORE UPDATE ON legal_holds
    WHEN OLD.released_at IS NOT NULL OR NEW.released_at IS NULL OR {_CHANGED.format(differs="IS NOT")}
    BEGIN SELECT RAISE(ABORT, 'a hold is only ever released'); END
    """,
    # INSERT OR REPLACE would delete the row whose key is there, and on a connection without
    # `recursive_triggers` the trigger above would not hear of it.
    """
    CREATE TRIGGER legal_holds_new BEFORE INSERT ON legal_holds
    WHEN EXISTS (SELECT 1 FROM legal_holds WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'a hold is only ever released'); END
    """,
)

POSTGRESQL = (
    _postgresql_function(_IN_ITS_CHAIN, _UNDER_ITS_RECORD),
    f"""
    CREATE FUNCTION legal_holds_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'UPDATE' THEN
        IF OLD.released_at IS NULL AND NEW.released_at IS NOT NULL
           AND NOT ({_CHANGED.format(differs="IS DISTINCT FROM")}) THEN
          RETURN NEW;
        END IF;
      END IF;
      RAISE EXCEPTION 'a hold is only ever released' USING ERRCODE = 'integrity_constraint_violation';
    END $$
    """,
    """
    CREATE TRIGGER archive_bodies_held BEFORE DELETE ON archive_bodies
    FOR EACH ROW EXECUTE FUNCTION archive_refuse_held()
    """,
    """
    CREATE TRIGGER legal_holds_only_released BEFORE UPDATE OR DELETE ON legal_holds
    FOR EACH ROW EXECUTE FUNCTION legal_holds_refuse_change()
    """,
    """
    CREATE TRIGGER legal_holds_not_emptied BEFORE TRUNCATE ON legal_holds
    FOR EACH STATEMENT EXECUTE FUNCTION legal_holds_refuse_change()
    """,
)

SQLITE_WITH_MATTERS = (
    "DROP TRIGGER archive_bodies_held",
    _sqlite_trigger(_IN_ITS_CHAIN, _UNDER_ITS_RECORD, _OF_ITS_MATTER),
)
POSTGRESQL_WITH_MATTERS = (_postgresql_function(_IN_ITS_CHAIN, _UNDER_ITS_RECORD, _OF_ITS_MATTER),)
