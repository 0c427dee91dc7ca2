"""Several application servers, PostgreSQL with a synchronous standby, and tablets that tap while one is killed."""
