"""The desk: submissions, drafts, reviews, coding

Revision ID: 0003
Revises: 0002
Create Date: 2026-11-25 03:40:00.000000

"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None
