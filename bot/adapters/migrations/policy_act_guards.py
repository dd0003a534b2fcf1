"""The database's own refusal to change what was noted of the owners' acts: triggers for both databases.

Acts are only ever added. Part of migration 0005; a migration that recreates `policy_acts` on SQLite
(Alembic's batch mode drops its triggers) ends by running the statements again.
"""

SQLITE = (
    *(
        f"CREATE TRIGGER policy_acts_no_{change.lower()} BEFORE {change} ON policy_acts "
        "BEGIN SELECT RAISE(ABORT, 'the history of the policies is append-only'); END"
        for change in ("UPDATE", "DELETE")
    ),
    # INSERT OR REPLACE would delete the row whose key is there, and on a connection without
    # `recursive_triggers` the trigger above would not hear of it.
    """
    CREATE TRIGGER policy_acts_new BEFORE INSERT ON policy_acts
    WHEN EXISTS (SELECT 1 FROM policy_acts WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'the history of the policies is append-only'); END
    """,
)

POSTGRESQL = (
    """
    CREATE FUNCTION policy_acts_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION 'the history of the policies is append-only'
        USING ERRCODE = 'integrity_constraint_violation';
    END $$
    """,
    """
    CREATE TRIGGER policy_acts_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON policy_acts
    FOR EACH STATEMENT EXECUTE FUNCTION policy_acts_refuse_change()
    """,
)
