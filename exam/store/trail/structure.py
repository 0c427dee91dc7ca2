"""What a database has besides rows: tables, indexes and constraints, and what acts by itself, as a trigger.

The program makes all that it needs. What somebody added may change, refuse or hide rows later, and what is missing no
longer refuses any.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from sqlalchemy import Connection, ForeignKeyConstraint, text

from exam.store.tables import metadata

# Of Alembic: at which step the tables are.
BESIDES = {
    "table alembic_version",
    "column alembic_version.version_num",
    "constraint alembic_version_pkc of alembic_version",
}
# References are compared by their columns.
CONSTRAINT = re.compile(r"\bCONSTRAINT\s+\"?(\w+)\"?\s+(?!FOREIGN\b)", re.IGNORECASE)
UNNAMED = re.compile(r"\b(CHECK|ON\s+DELETE|ON\s+UPDATE|ON\s+CONFLICT|COLLATE|GENERATED)\b", re.IGNORECASE)
SQLITE = """
SELECT type || ' ' || name FROM sqlite_master WHERE type <> 'index' AND name NOT LIKE 'sqlite~_%' ESCAPE '~'
UNION ALL
SELECT 'column ' || m.name || '.' || c.name FROM sqlite_master m, pragma_table_xinfo(m.name) c WHERE m.type = 'table'
UNION ALL
SELECT iif(l."unique", 'unique ', '') || iif(l.partial, 'partial ', '') || 'index ' || l.name || ' of ' || m.name
    || ' on ' || (SELECT group_concat(coalesce(i.name, 'an expression'), ', ') FROM pragma_index_info(l.name) i)
FROM sqlite_master m, pragma_index_list(m.name) l WHERE m.type = 'table' AND l.origin = 'c'
UNION ALL
SELECT 'reference of ' || name || ' on ' || group_concat("from", ', ') || ' to ' || "table"
FROM (
    SELECT m.name, f.id, f."from", f."table" FROM sqlite_master m, pragma_foreign_key_list(m.name) f
    WHERE m.type = 'table' ORDER BY m.name, f.id, f.seq
)
GROUP BY name, id
"""
# What an administrator's extension has, as one that counts statements, is not ours and touches no row.
POSTGRESQL = """
WITH ours AS (
    SELECT oid, relname, relkind FROM pg_class WHERE relnamespace = current_schema()::regnamespace
    AND NOT EXISTS (
        SELECT 1 FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = pg_class.oid AND deptype = 'e'
    )
)
SELECT CASE WHEN relkind IN ('v', 'm') THEN 'view ' ELSE 'table ' END || relname FROM ours
WHERE relkind IN ('r', 'p', 'f', 'v', 'm')
UNION ALL
SELECT 'column ' || relname || '.' || attname FROM ours JOIN pg_attribute ON attrelid = ours.oid
WHERE relkind IN ('r', 'p', 'f') AND attnum > 0 AND NOT attisdropped
UNION ALL
SELECT CASE WHEN indisunique THEN 'unique ' ELSE '' END || CASE WHEN indpred IS NULL THEN '' ELSE 'partial ' END
    || 'index ' || i.relname || ' of ' || ours.relname || ' on ' || (
        SELECT string_agg(coalesce(attname, 'an expression'), ', ' ORDER BY place)
        FROM unnest(indkey) WITH ORDINALITY AS key (number, place)
        LEFT JOIN pg_attribute ON attrelid = ours.oid AND attnum = key.number
    )
FROM pg_index JOIN pg_class i ON i.oid = indexrelid JOIN ours ON ours.oid = indrelid
WHERE NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = i.oid AND contype IN ('p', 'u', 'x'))
UNION ALL
SELECT 'constraint ' || conname || ' of ' || relname FROM pg_constraint JOIN ours ON ours.oid = conrelid
WHERE contype NOT IN ('n', 'f')
UNION ALL
SELECT 'reference of ' || relname || ' on ' || (
        SELECT string_agg(attname, ', ' ORDER BY place) FROM unnest(conkey) WITH ORDINALITY AS key (number, place)
        JOIN pg_attribute ON attrelid = ours.oid AND attnum = key.number
    ) || ' to ' || confrelid::regclass
    || CASE WHEN confdeltype <> 'a' OR confupdtype <> 'a' THEN ' that changes rows' ELSE '' END
FROM pg_constraint JOIN ours ON ours.oid = conrelid WHERE contype = 'f'
UNION ALL
SELECT CASE WHEN tgisinternal THEN 'disabled ' ELSE '' END || 'trigger ' || tgname || ' of ' || relname
FROM pg_trigger JOIN ours ON ours.oid = tgrelid WHERE NOT tgisinternal OR tgenabled <> 'O'
UNION ALL
SELECT 'rule ' || rulename || ' of ' || relname FROM pg_rewrite JOIN ours ON ours.oid = ev_class
WHERE rulename <> '_RETURN'
UNION ALL
SELECT 'policy ' || polname || ' of ' || relname FROM pg_policy JOIN ours ON ours.oid = polrelid
UNION ALL
SELECT 'event trigger ' || evtname FROM pg_event_trigger
UNION ALL
SELECT 'function ' || proname FROM pg_proc WHERE pronamespace = current_schema()::regnamespace
AND NOT EXISTS (SELECT 1 FROM pg_depend WHERE classid = 'pg_proc'::regclass AND objid = pg_proc.oid AND deptype = 'e')
"""


def added_and_missing(connection: Connection) -> tuple[list[str], list[str]]:
    """The parts that the program never makes, and those that it made and that are gone."""
    if connection.dialect.name == "sqlite":
        found = {*connection.execute(text(SQLITE)).scalars(), *_in_definitions(connection)}
    else:
        found = {*connection.execute(text(POSTGRESQL)).scalars()}
    return sorted(found - _expected()), sorted(_expected() - found)


def _in_definitions(connection: Connection) -> Iterator[str]:
    """The constraints of each table, which SQLite only has as the text that made the table."""
    for name, made in connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'table'")):
        yield from (f"constraint {found} of {name}" for found in CONSTRAINT.findall(made))
        yield from (f"{found.upper()} in table {name}" for found in UNNAMED.findall(made))


@cache
def _expected() -> frozenset[str]:
    parts = set(BESIDES)
    for table in metadata.tables.values():
        parts.add(f"table {table.name}")
        parts |= {f"column {table.name}.{column.name}" for column in table.columns}
        for rule in table.constraints:
            if isinstance(rule, ForeignKeyConstraint):
                columns = ", ".join(rule.column_keys)
                parts.add(f"reference of {table.name} on {columns} to {rule.referred_table.name}")
            else:
                parts.add(f"constraint {rule.name} of {table.name}")
        for index in table.indexes:
            columns = ", ".join(column.name for column in index.columns)
            kind = "unique " if index.unique else "partial " if index.dialect_kwargs else ""
            parts.add(f"{kind}index {index.name} of {table.name} on {columns}")
    return frozenset(parts)
