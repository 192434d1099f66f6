"""The desk: submissions, drafts, reviews, coding

Revision ID: 0003
Revises: 0002
Create Date: 2026-11-25 03:40:00.000000

"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ORIGIN = "origin IN ('import', 'edit', 'restore', 'retraction', 'merge')"
BEFORE = "origin IN ('import')"
CORRECTION = "correction IS NULL OR correction IN ('factual', 'source', 'wording', 'stance')"


def upgrade() -> None:
    """Upgrade schema."""
    _widen_revisions()
    op.create_table(
        "coding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("party", sa.Text(), nullable=False),
        sa.Column("position", sa.Text(), nullable=False),
        sa.Column("words", sa.String(length=64), nullable=False),
        sa.Column("stance", sa.String(length=40), nullable=False),
        sa.Column("coded", sa.String(length=40), nullable=False),
        sa.Column("coder_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["coder_id"], ["user.id"], name=op.f("fk_coding_coder_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coding")),
        sa.UniqueConstraint(
            "topic",
            "party",
            "position",
            "words",
            "coder_id",
            name=op.f("uq_coding_topic_party_position_words_coder_id"),
        ),
    )
    op.create_index("ix_coding_topic", "coding", ["topic"], unique=False)
    op.create_table(
        "submission",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("origin", sa.String(length=40), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("correction", sa.String(length=40), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("digest", sa.String(length=64), nullable=True),
        sa.Column("approved_by", sa.Integer(), nullable=True),
        sa.Column("publish_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "correction IS NULL OR correction IN ('factual', 'source', 'wording', 'stance')",
            name=op.f("ck_submission_correction"),
        ),
        sa.CheckConstraint(
            "origin IN ('import', 'edit', 'restore', 'retraction', 'merge')",
            name=op.f("ck_submission_origin"),
        ),
        sa.CheckConstraint(
            "state <> 'approved' OR approved_by IS NOT NULL",
            name=op.f("ck_submission_approved_by_someone"),
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'submitted', 'sent-back', 'approved', 'published', 'rejected', 'withdrawn')",
            name=op.f("ck_submission_state"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('submitted', 'approved') OR (digest IS NOT NULL AND length(summary) > 0)",
            name=op.f("ck_submission_submitted_is_whole"),
        ),
        sa.ForeignKeyConstraint(
            ["approved_by"], ["user.id"], name=op.f("fk_submission_approved_by")
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["user.id"], name=op.f("fk_submission_owner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission")),
    )
    op.create_index("ix_submission_owner_id", "submission", ["owner_id"], unique=False)
    op.create_index("ix_submission_state", "submission", ["state"], unique=False)
    op.create_table(
        "author",
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("wrote_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_author_submission_id")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_author_user_id")),
        sa.PrimaryKeyConstraint("submission_id", "user_id", name=op.f("pk_author")),
    )
    op.create_table(
        "draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("noun", sa.String(length=40), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("base", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("confirmed", sa.Text(), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_by", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "noun IN ('party', 'source', 'topic', 'perspective')", name=op.f("ck_draft_noun")
        ),
        sa.CheckConstraint("version >= 1", name=op.f("ck_draft_version_counts_from_1")),
        sa.ForeignKeyConstraint(["saved_by"], ["user.id"], name=op.f("fk_draft_saved_by")),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_draft_submission_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
        sa.UniqueConstraint(
            "submission_id", "noun", "key", name=op.f("uq_draft_submission_id_noun_key")
        ),
    )
    op.create_index(
        "ix_draft_open",
        "draft",
        ["noun", "key"],
        unique=True,
        sqlite_where=sa.text("is_open"),
        postgresql_where=sa.text("is_open"),
    )
    op.create_index("ix_draft_submission_id", "draft", ["submission_id"], unique=False)
    op.create_table(
        "review",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("reviewer_id", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(length=40), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("checklist", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "verdict = 'approve' OR length(reason) > 0", name=op.f("ck_review_reason_is_given")
        ),
        sa.CheckConstraint(
            "verdict IN ('approve', 'send-back', 'reject')", name=op.f("ck_review_verdict")
        ),
        sa.ForeignKeyConstraint(["reviewer_id"], ["user.id"], name=op.f("fk_review_reviewer_id")),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_review_submission_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review")),
    )
    op.create_index("ix_review_submission_id", "review", ["submission_id"], unique=False)
    op.create_table(
        "comment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("resolved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("resolved_by", sa.Integer(), nullable=True),
        sa.CheckConstraint("length(text) > 0", name=op.f("ck_comment_text_is_there")),
        sa.ForeignKeyConstraint(["author_id"], ["user.id"], name=op.f("fk_comment_author_id")),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name=op.f("fk_comment_draft_id")),
        sa.ForeignKeyConstraint(["resolved_by"], ["user.id"], name=op.f("fk_comment_resolved_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment")),
    )
    op.create_index("ix_comment_draft_id", "comment", ["draft_id"], unique=False)
    op.create_table(
        "draft_version",
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("window", sa.String(length=40), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_by", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name=op.f("fk_draft_version_draft_id")),
        sa.ForeignKeyConstraint(["saved_by"], ["user.id"], name=op.f("fk_draft_version_saved_by")),
        sa.PrimaryKeyConstraint("draft_id", "version", name=op.f("pk_draft_version")),
    )
    op.create_table(
        "presence",
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("window", sa.String(length=40), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name=op.f("fk_presence_draft_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_presence_user_id")),
        sa.PrimaryKeyConstraint("draft_id", "window", name=op.f("pk_presence")),
    )
    op.create_index("ix_presence_draft_id", "presence", ["draft_id"], unique=False)
    _two_persons()


def _is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def _widen_revisions() -> None:
    """Let revisions come from the desk, and say what they correct."""
    if _is_sqlite():
        _rebuild_revisions(ORIGIN, with_correction=True)
        return
    op.add_column("revision", sa.Column("correction", sa.String(length=40), nullable=True))
    op.drop_constraint("ck_revision_origin", "revision")
    op.create_check_constraint(op.f("ck_revision_origin"), "revision", ORIGIN)
    op.create_check_constraint(op.f("ck_revision_correction"), "revision", CORRECTION)


def _rebuild_revisions(origin: str, with_correction: bool) -> None:
    """SQLite changes no constraint: make the table anew and bring the rows over.

    The rows that point to revisions step aside meanwhile; keys that are checked when the
    transaction commits find everything in its place again.
    """
    op.execute("PRAGMA defer_foreign_keys = ON")
    op.execute("CREATE TEMPORARY TABLE aside AS SELECT * FROM document")
    op.execute("DELETE FROM document")
    correction = (
        (
            sa.Column("correction", sa.String(length=40), nullable=True),
            sa.CheckConstraint(CORRECTION, name=op.f("ck_revision_correction")),
        )
        if with_correction
        else ()
    )
    new = op.create_table(
        "revision_new",
        *_revision_columns(),
        *correction,
        sa.CheckConstraint(origin, name=op.f("ck_revision_origin")),
        *_revision_constraints(),
    )
    columns = [column.name for column in _revision_columns()]
    old = sa.table("revision", *(sa.column(name) for name in columns))
    op.execute(sa.insert(new).from_select(columns, sa.select(old)))
    op.execute("DROP TABLE revision")
    op.rename_table("revision_new", "revision")
    op.create_index("ix_revision_published_at", "revision", ["published_at"], unique=False)
    op.execute("INSERT INTO document SELECT * FROM aside")
    op.execute("DROP TABLE aside")
    _append_only("revision", "history is append-only")
    op.execute(
        "CREATE TRIGGER revision_refuses_replace BEFORE INSERT ON revision "
        "WHEN EXISTS (SELECT 1 FROM revision WHERE sequence = new.sequence "
        "OR digest = new.digest OR previous_digest = new.previous_digest "
        "OR (noun = new.noun AND key = new.key AND number = new.number)) "
        "BEGIN SELECT RAISE(ABORT, 'history is append-only'); END"
    )


def _revision_columns() -> list[sa.Column[Any]]:
    return [
        sa.Column("sequence", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("noun", sa.String(length=40), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("body_digest", sa.String(length=64), nullable=False),
        sa.Column("origin", sa.String(length=40), nullable=False),
        sa.Column("authors", sa.JSON(), nullable=False),
        sa.Column("reviewer", sa.Text(), nullable=True),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("previous_digest", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
    ]


def _revision_constraints() -> list[sa.Constraint]:
    return [
        sa.CheckConstraint(
            "noun IN ('party', 'source', 'topic', 'perspective')", name=op.f("ck_revision_noun")
        ),
        sa.CheckConstraint(
            "origin = 'import' OR reviewer IS NOT NULL", name=op.f("ck_revision_four_eyes")
        ),
        sa.CheckConstraint("length(body) > 2", name=op.f("ck_revision_body_is_there")),
        sa.CheckConstraint("length(digest) = 64", name=op.f("ck_revision_digest_is_sha256")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_revision_number_counts_from_1")),
        sa.CheckConstraint("sequence >= 1", name=op.f("ck_revision_sequence_counts_from_1")),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_revision")),
        sa.UniqueConstraint("digest", name=op.f("uq_revision_digest")),
        sa.UniqueConstraint("noun", "key", "number", name=op.f("uq_revision_noun_key_number")),
        sa.UniqueConstraint("previous_digest", name=op.f("uq_revision_previous_digest")),
    ]


def _append_only(table: str, sentence: str) -> None:
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_refuses_{verb.lower()} BEFORE {verb} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{sentence}'); END"
        )


_WROTE = (
    "EXISTS (SELECT 1 FROM author WHERE submission_id = new.submission_id "
    "AND user_id = new.reviewer_id AND wrote_at IS NOT NULL)"
)
#: (trigger, table, when it refuses on SQLite, on PostgreSQL, the sentence)
REFUSALS = (
    (
        "revision_needs_four_eyes",
        "revision",
        "EXISTS (SELECT 1 FROM json_each(new.authors) WHERE value = new.reviewer)",
        "new.authors::jsonb ? new.reviewer",
        "an author cannot be the reviewer",
    ),
    (
        "revision_imports_end",
        "revision",
        "new.origin = 'import' AND EXISTS (SELECT 1 FROM user)",
        "new.origin = 'import' AND EXISTS (SELECT 1 FROM \"user\")",
        "once there are editors, imports go into drafts",
    ),
    ("review_needs_four_eyes", "review", _WROTE, _WROTE, "an author cannot be the reviewer"),
)


def _two_persons() -> None:
    """Four eyes: the database itself refuses a review by an author, and one rewritten."""
    for name, table, on_sqlite, on_postgresql, sentence in REFUSALS:
        if _is_sqlite():
            op.execute(
                f"CREATE TRIGGER {name} BEFORE INSERT ON {table} WHEN {on_sqlite} "
                f"BEGIN SELECT RAISE(ABORT, '{sentence}'); END"
            )
            continue
        op.execute(
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF {on_postgresql} THEN RAISE EXCEPTION '{sentence}'; END IF; RETURN new; END $$"
        )
        op.execute(
            f"CREATE TRIGGER {name} BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
        )
    if _is_sqlite():
        _append_only("review", "history is append-only")
    else:
        op.execute(
            "CREATE TRIGGER review_refuses_change BEFORE UPDATE OR DELETE OR TRUNCATE ON review "
            "FOR EACH STATEMENT EXECUTE FUNCTION history_is_append_only()"
        )


def downgrade() -> None:
    """Downgrade schema. Fails while there are revisions that came from the desk."""
    for name, table, *_rest in REFUSALS:
        if _is_sqlite():
            op.execute(f"DROP TRIGGER {name}")
        else:
            op.execute(f"DROP TRIGGER {name} ON {table}")
            op.execute(f"DROP FUNCTION {name}")
    if not _is_sqlite():
        op.execute("DROP TRIGGER review_refuses_change ON review")
    op.drop_index("ix_presence_draft_id", table_name="presence")
    op.drop_table("presence")
    op.drop_table("draft_version")
    op.drop_index("ix_comment_draft_id", table_name="comment")
    op.drop_table("comment")
    op.drop_index("ix_review_submission_id", table_name="review")
    op.drop_table("review")
    op.drop_index("ix_draft_submission_id", table_name="draft")
    op.drop_index(
        "ix_draft_open",
        table_name="draft",
        sqlite_where=sa.text("is_open"),
        postgresql_where=sa.text("is_open"),
    )
    op.drop_table("draft")
    op.drop_table("author")
    op.drop_index("ix_submission_state", table_name="submission")
    op.drop_index("ix_submission_owner_id", table_name="submission")
    op.drop_table("submission")
    op.drop_index("ix_coding_topic", table_name="coding")
    op.drop_table("coding")
    if _is_sqlite():
        _rebuild_revisions(BEFORE, with_correction=False)
        return
    op.drop_constraint("ck_revision_correction", "revision")
    op.drop_constraint("ck_revision_origin", "revision")
    op.create_check_constraint(op.f("ck_revision_origin"), "revision", BEFORE)
    op.drop_column("revision", "correction")
