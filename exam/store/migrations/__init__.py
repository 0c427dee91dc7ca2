"""The steps that bring an older database up to date, run by Alembic at the start of the server."""
