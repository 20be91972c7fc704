"""Keep every settling of an exception, also when it opened again. Central room: SQL lives here."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "settlement",
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("cause", "subject", "at", name=op.f("pk_settlement")),
    )
    op.execute(
        """INSERT INTO settlement (cause, subject, at, "by", note)
        SELECT cause, subject, coalesce(settled_at, raised_at), coalesce(settled_by, ''),
        coalesce(note, '') FROM exception WHERE state = 'settled'"""
    )


def downgrade() -> None:
    op.drop_table("settlement")
