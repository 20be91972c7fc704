"""Keep how far each branch is in a verified backup. Central room: SQL lives here."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("branch", sa.Column("backed", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    op.drop_column("branch", "backed")
