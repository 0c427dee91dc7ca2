"""What PostgreSQL needs and SQLite does not: a server, and perhaps its standby, on other machines."""
