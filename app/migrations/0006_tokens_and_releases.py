"""Tokens of programs, and releases of topics

Revision ID: 0006
Revises: 0005
Create Date: 2026-11-25 09:45:00.000000

"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Upgrade schema."""
    op.create_table(
        "token",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("scope", sa.String(length=40), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("length(digest) = 64", name=op.f("ck_token_digest_is_sha256")),
        sa.CheckConstraint("scope IN ('read', 'write')", name=op.f("ck_token_scope")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_token_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_token")),
        sa.UniqueConstraint("digest", name=op.f("uq_token_digest")),
    )
    op.create_index("ix_token_user_id", "token", ["user_id"], unique=False)
    op.create_table(
        "release",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("topic", sa.String(length=80), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("number >= 1", name=op.f("ck_release_number_counts_from_1")),
        sa.CheckConstraint("length(digest) = 64", name=op.f("ck_release_digest_is_sha256")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_release")),
        sa.UniqueConstraint("topic", "number", name=op.f("uq_release_topic_number")),
    )
    _append_only()


def _append_only() -> None:
    """Refuse every change to a release but a new one."""
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER release_refuses_{verb.lower()} BEFORE {verb} ON release "
                "BEGIN SELECT RAISE(ABORT, 'releases are append-only'); END"
            )
        # INSERT OR REPLACE deletes the row in its way without asking the triggers above.
        op.execute(
            "CREATE TRIGGER release_refuses_replace BEFORE INSERT ON release "
            "WHEN EXISTS (SELECT 1 FROM release WHERE id = new.id "
            "OR (topic = new.topic AND number = new.number)) "
            "BEGIN SELECT RAISE(ABORT, 'releases are append-only'); END"
        )
        return
    op.execute(
        "CREATE FUNCTION release_is_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'releases are append-only'; END $$"
    )
    op.execute(
        "CREATE TRIGGER release_refuses_change BEFORE UPDATE OR DELETE OR TRUNCATE ON release "
        "FOR EACH STATEMENT EXECUTE FUNCTION release_is_append_only()"
    )


def downgrade() -> None:
    """Downgrade schema."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TRIGGER release_refuses_change ON release")
        op.execute("DROP FUNCTION release_is_append_only")
    op.drop_table("release")
    op.drop_index("ix_token_user_id", table_name="token")
    op.drop_table("token")
