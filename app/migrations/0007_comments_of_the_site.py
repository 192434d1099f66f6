"""Comments that no person made: why something could not be published at its time

Revision ID: 0007
Revises: 0006
Create Date: 2026-11-28 18:30:00.000000

"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_NEEDED, _FREE = "author_id INTEGER NOT NULL", "author_id INTEGER"


def upgrade() -> None:
    """Upgrade schema."""
    if op.get_bind().dialect.name == "sqlite":
        _rewrite(_NEEDED, _FREE)
    else:
        op.alter_column("comment", "author_id", nullable=True)
    # The site said these by the name of whoever had approved.
    op.execute(
        "UPDATE comment SET author_id = NULL WHERE text LIKE 'Could not be published at its time:%'"
    )


def downgrade() -> None:
    """Downgrade schema."""
    op.execute("DELETE FROM comment WHERE author_id IS NULL")
    if op.get_bind().dialect.name == "sqlite":
        _rewrite(_FREE, _NEEDED)
    else:
        op.alter_column("comment", "author_id", nullable=False)


def _rewrite(old: str, new: str) -> None:
    """Change what SQLite keeps of the table, which it describes for NOT NULL.

    https://www.sqlite.org/lang_altertable.html, section 7.
    """
    version = op.get_bind().execute(sa.text("PRAGMA schema_version")).scalar_one()
    op.execute("PRAGMA writable_schema = ON")
    change = sa.text(
        "UPDATE sqlite_schema SET sql = replace(sql, :old, :new) "
        "WHERE type = 'table' AND name = 'comment'"
    )
    op.execute(change.bindparams(old=old, new=new))
    op.execute(f"PRAGMA schema_version = {version + 1}")
    op.execute("PRAGMA writable_schema = OFF")
