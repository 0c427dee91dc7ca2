"""What Alembic runs: the steps, on the connection that `exam.store.schema` hands over."""

from alembic import context

from exam.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    # SQLite cannot alter a table in place; batches copy it.
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
