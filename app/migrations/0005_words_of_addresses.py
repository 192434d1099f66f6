"""More words of addresses that no party may bear

Revision ID: 0005
Revises: 0004
Create Date: 2026-11-25 09:45:00.000000

"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_BEFORE = "id NOT IN ('history', 'embed', 'balance')"
_AFTER = "id NOT IN ('history', 'embed', 'balance', 'cite', 'releases')"


def upgrade() -> None:
    """Upgrade schema."""
    _replace(_BEFORE, _AFTER)


def downgrade() -> None:
    """Downgrade schema."""
    _replace(_AFTER, _BEFORE)


def _replace(old: str, new: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        _rewrite(old, new)
    else:
        name = op.f("ck_party_id_is_free")
        op.drop_constraint(name, "party", type_="check")
        op.create_check_constraint(name, "party", new)


def _rewrite(old: str, new: str) -> None:
    """Change the law where SQLite keeps it, which it describes for checks.

    https://www.sqlite.org/lang_altertable.html, section 7. A table made anew would leave the
    keys that lead to its rows unmet, although it has the same rows.
    """
    version = op.get_bind().execute(sa.text("PRAGMA schema_version")).scalar_one()
    op.execute("PRAGMA writable_schema = ON")
    change = sa.text("UPDATE sqlite_schema SET sql = replace(sql, :old, :new) WHERE name = 'party'")
    op.execute(change.bindparams(old=old, new=new))
    op.execute(f"PRAGMA schema_version = {version + 1}")
    op.execute("PRAGMA writable_schema = OFF")
