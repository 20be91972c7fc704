"""What Alembic runs for each upgrade; the connection is handed over by `sync.central.schema`."""

from __future__ import annotations

from alembic import context

from sync.central.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=False,  # `schema.migrate` holds the one transaction around it all
)
context.run_migrations()
