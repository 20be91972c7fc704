"""What was bought is read from its entry: of purchases only the names are kept. Central room: SQL.

The ledger's index by store and day goes as well: nothing ever asked by it. On PostgreSQL pages
of figures keep room for new versions of a row, so that its indexes are left alone.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_OF_ENTRY = ("store", "sold_at", "currency", "tenders")


def upgrade() -> None:
    op.drop_table("purchase_line")
    op.drop_index("ix_purchase_order", "purchase")
    for name in _OF_ENTRY:
        op.drop_column("purchase", name)
    has_one = sa.text("\"order\" <> ''")
    op.create_index(
        "ix_purchase_order",
        "purchase",
        ["order"],
        sqlite_where=has_one,
        postgresql_where=has_one,
    )
    op.drop_index("ix_ledger_store_day", "ledger")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE stock SET (fillfactor = 60)")


def downgrade() -> None:
    raise NotImplementedError("the ledger has what was dropped: restore a backup from before")
