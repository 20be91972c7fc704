"""Holds as leases; safety stock of whole stores. Central room: SQL lives here."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "lease",
        sa.Column("granted", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("hold", sa.Text(), nullable=False),
        sa.Column("fence", sa.BigInteger(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("store", sa.Text(), nullable=False),
        sa.Column("lines", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("request", sa.Text(), nullable=False),
        sa.Column("granted_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.Column("ended_for", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("granted", name=op.f("pk_lease")),
    )
    op.create_index(op.f("ix_lease_hold"), "lease", ["hold"])
    op.create_index(op.f("ix_lease_state_expires_at"), "lease", ["state", "expires_at"])
    op.create_table(
        "safety_default",
        sa.Column("store", sa.Text(), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("store", name=op.f("pk_safety_default")),
    )
    op.add_column("stock", sa.Column("safety_own", sa.Boolean(), nullable=True))


def downgrade() -> None:
    op.drop_column("stock", "safety_own")
    op.drop_table("safety_default")
    op.drop_table("lease")
