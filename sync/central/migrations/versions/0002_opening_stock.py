"""Keep what central began with, so that stock can be worked out again. Central room: SQL."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("stock", sa.Column("opening", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    op.drop_column("stock", "opening")
