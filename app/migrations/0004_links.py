"""Whether the addresses of sources answer

Revision ID: 0004
Revises: 0003
Create Date: 2026-11-25 04:45:00.000000

"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Upgrade schema."""
    op.create_table(
        "link_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=80), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "outcome IN ('ok', 'moved', 'dead', 'refused', 'unreachable')",
            name=op.f("ck_link_check_outcome"),
        ),
        sa.CheckConstraint(
            "outcome NOT IN ('ok', 'moved') OR status IS NOT NULL",
            name=op.f("ck_link_check_answered_with_status"),
        ),
        sa.ForeignKeyConstraint(
            ["source"],
            ["source.id"],
            name=op.f("fk_link_check_source"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link_check")),
    )
    op.create_index("ix_link_check_source_id", "link_check", ["source", "id"], unique=False)


def downgrade() -> None:
    """Downgrade schema."""
    op.drop_index("ix_link_check_source_id", table_name="link_check")
    op.drop_table("link_check")
