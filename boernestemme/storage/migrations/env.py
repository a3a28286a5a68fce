"""Alembic's environment: runs migrations on the connection it is handed."""

from alembic import context

from boernestemme.storage.schema import METADATA

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=METADATA, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
