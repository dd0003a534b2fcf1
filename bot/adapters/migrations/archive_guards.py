"""The database's own refusal to change the archive, whoever asks: triggers for SQLite and PostgreSQL.

Records and anchors are only ever added; a record is added at the end of its chain (the first has 64 zeros
for `previous_hash`); a body is added or erased, never changed. Part of migration 0001; a migration that
recreates one of these tables on SQLite (Alembic's batch mode drops their triggers) ends by running the
statements again.
"""

# Each insertion also refuses a key that is there: INSERT OR REPLACE would delete that row, and on a
# connection without `recursive_triggers` the trigger that refuses deletions would not hear of it.
SQLITE = (
    *(
        f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
        "BEGIN SELECT RAISE(ABORT, 'the archive is append-only'); END"
        for table, change in (
            ("archive_records", "UPDATE"),
            ("archive_records", "DELETE"),
            ("archive_anchors", "UPDATE"),
            ("archive_anchors", "DELETE"),
            ("archive_bodies", "UPDATE"),
        )
    ),
    """
    CREATE TRIGGER archive_records_next BEFORE INSERT ON archive_records
    WHEN NEW.sequence IS NOT
           1 + COALESCE((SELECT MAX(sequence) FROM archive_records WHERE stream = NEW.stream), 0)
      OR NEW.previous_hash IS NOT COALESCE(
           (SELECT hash FROM archive_records WHERE stream = NEW.stream AND sequence = NEW.sequence - 1),
           printf('%064d', 0))
      OR EXISTS (SELECT 1 FROM archive_records WHERE record_id = NEW.record_id)
    BEGIN SELECT RAISE(ABORT, 'not the next record of its chain'); END
    """,
    """
    CREATE TRIGGER archive_bodies_new BEFORE INSERT ON archive_bodies
    WHEN EXISTS (SELECT 1 FROM archive_bodies WHERE record_id = NEW.record_id)
    BEGIN SELECT RAISE(ABORT, 'the archive is append-only'); END
    """,
    """
    CREATE TRIGGER archive_anchors_new BEFORE INSERT ON archive_anchors
    WHEN EXISTS (SELECT 1 FROM archive_anchors WHERE stream = NEW.stream AND sequence = NEW.sequence)
    BEGIN SELECT RAISE(ABORT, 'the archive is append-only'); END
    """,
)

POSTGRESQL = (
    """
    CREATE FUNCTION archive_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION 'the archive is append-only' USING ERRCODE = 'integrity_constraint_violation';
    END $$
    """,
    """
    CREATE FUNCTION archive_refuse_unchained() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
      head record;
    BEGIN
      SELECT sequence, hash INTO head FROM archive_records
        WHERE stream = NEW.stream ORDER BY sequence DESC LIMIT 1;
      IF NEW.sequence IS DISTINCT FROM COALESCE(head.sequence, 0) + 1
         OR NEW.previous_hash IS DISTINCT FROM COALESCE(head.hash, repeat('0', 64)) THEN
        RAISE EXCEPTION 'not the next record of its chain' USING ERRCODE = 'integrity_constraint_violation';
      END IF;
      RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER archive_records_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON archive_records
    FOR EACH STATEMENT EXECUTE FUNCTION archive_refuse_change()
    """,
    """
    CREATE TRIGGER archive_anchors_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON archive_anchors
    FOR EACH STATEMENT EXECUTE FUNCTION archive_refuse_change()
    """,
    """
    CREATE TRIGGER archive_bodies_never_changed BEFORE UPDATE OR TRUNCATE ON archive_bodies
    FOR EACH STATEMENT EXECUTE FUNCTION archive_refuse_change()
    """,
    """
    CREATE TRIGGER archive_records_next BEFORE INSERT ON archive_records
    FOR EACH ROW EXECUTE FUNCTION archive_refuse_unchained()
    """,
)
