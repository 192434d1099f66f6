"""Who may work at the desk: people, their roles and passkeys, and how they came in.

The rows of people, roles and passkeys carry the mixins of Flask-Security, which signs people
in with them; nothing else of the models knows the web.
"""

from __future__ import annotations

import datetime as dt

from flask_security import AsaList, RoleMixin, UserMixin, WebAuthnMixin
from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.ext.mutable import MutableList
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from app.documents.folding import fold
from app.models.base import Base, Digest, Moment, Word, one_of

ROLES = ("editor", "reviewer", "admin")
#: Who must have a second factor; to others it is offered.
FACTOR_REQUIRED = ("reviewer", "admin")
NAME = 60  #: how long a public name may be

#: Its key is the person alone: each has one role.
user_role = Table(
    "user_role",
    Base.metadata,
    Column("user_id", ForeignKey("user.id"), primary_key=True),
    Column("role_id", ForeignKey("role.id"), nullable=False),
)


class RoleRow(Base, RoleMixin):
    """A role. There are three, and each may all that those before it may."""

    __tablename__ = "role"
    __table_args__ = (
        UniqueConstraint("name"),
        CheckConstraint(one_of("name", ROLES), name="name"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[Word]


class UserRow(Base, UserMixin):
    """A person. Rows are never deleted: the history names them.

    ``name`` is what the public history shows; ``name_key`` is the same without case and marks,
    so that no two names look alike by these alone.
    """

    __tablename__ = "user"
    __table_args__ = (
        UniqueConstraint("email"),
        UniqueConstraint("name"),
        UniqueConstraint("name_key"),
        UniqueConstraint("fs_uniquifier"),
        UniqueConstraint("fs_webauthn_user_handle"),
        CheckConstraint("email = lower(email)", name="email_is_lower_case"),
        CheckConstraint("length(name) >= 2", name="name_is_there"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254))
    name: Mapped[str] = mapped_column(String(NAME))
    name_key: Mapped[str] = mapped_column(Text)
    active: Mapped[bool] = mapped_column(default=True)
    password: Mapped[str | None] = mapped_column(Text)
    """Its argon2id digest."""
    fs_uniquifier: Mapped[str] = mapped_column(String(64))
    """What signed links to a person hold; a new one makes them all void."""
    fs_webauthn_user_handle: Mapped[str] = mapped_column(String(64))
    tf_primary_method: Mapped[Word | None]
    tf_totp_secret: Mapped[str | None] = mapped_column(Text)
    """Encrypted by ALTERAM_TOTP_KEY."""
    tf_last_counter: Mapped[int | None]
    """The time step of the last code that was taken: it and those before are used up."""
    mf_recovery_codes: Mapped[list[str] | None] = mapped_column(MutableList.as_mutable(AsaList()))
    """Each encrypted by ALTERAM_CODES_KEY."""
    created_at: Mapped[Moment]

    # The mixin says of lists what only holds of sequences.
    roles: Mapped[list[RoleRow]] = relationship(secondary=user_role)  # type: ignore[assignment]
    webauthn: Mapped[list[WebAuthnRow]] = relationship(  # type: ignore[assignment]
        back_populates="user", cascade="all, delete-orphan"
    )

    @validates("name")
    def _fold_name(self, _field: str, name: str) -> str:
        self.name_key = fold(name)
        return name

    @property
    def role(self) -> str:
        """The one role that a person has."""
        return str(self.roles[0].name) if self.roles else ""

    def check_tf_required_setup(self) -> bool:
        """Whether the second factor may not be turned off (asked by Flask-Security)."""
        return self.role in FACTOR_REQUIRED

    @property
    def has_factor(self) -> bool:
        """Whether signing in takes more than a password."""
        return bool(self.tf_totp_secret or self.webauthn)


class WebAuthnRow(Base, WebAuthnMixin):
    """A passkey."""

    __tablename__ = "webauthn"
    __table_args__ = (
        ForeignKeyConstraint(["user_id"], ["user.id"]),
        UniqueConstraint("credential_id"),
        UniqueConstraint("user_id", "name"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int]
    name: Mapped[str] = mapped_column(String(64))
    credential_id: Mapped[bytes] = mapped_column(LargeBinary(1024))
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int]
    transports: Mapped[list[str] | None] = mapped_column(MutableList.as_mutable(AsaList()))
    backup_state: Mapped[bool]
    device_type: Mapped[str] = mapped_column(String(64))
    extensions: Mapped[str | None] = mapped_column(Text)
    usage: Mapped[Word]
    create_datetime: Mapped[Moment] = mapped_column(default=lambda: dt.datetime.now(dt.UTC))
    lastuse_datetime: Mapped[Moment]

    user: Mapped[UserRow] = relationship(back_populates="webauthn")


class LoginSessionRow(Base):
    """One signed-in browser. Its cookie holds a random id, this row the SHA-256 of it."""

    __tablename__ = "login_session"
    __table_args__ = (
        ForeignKeyConstraint(["user_id"], ["user.id"]),
        CheckConstraint("length(id) = 64", name="id_is_sha256"),
        Index("ix_login_session_user_id", "user_id"),
    )

    id: Mapped[Digest] = mapped_column(primary_key=True)
    user_id: Mapped[int]
    created_at: Mapped[Moment]
    seen_at: Mapped[Moment]
    address: Mapped[str] = mapped_column(String(50))
    """Its network: the first 24 bits of an IPv4 address, 56 of an IPv6 address."""
    agent: Mapped[str] = mapped_column(String(200))
    """The beginning of what the browser calls itself."""
    ended_at: Mapped[Moment | None]

    user: Mapped[UserRow] = relationship()


class InvitationRow(Base):
    """A link that lets someone in once. The link holds a random token, this row its SHA-256."""

    __tablename__ = "invitation"
    __table_args__ = (
        ForeignKeyConstraint(["invited_by"], ["user.id"]),
        CheckConstraint("length(id) = 64", name="id_is_sha256"),
        CheckConstraint("email = lower(email)", name="email_is_lower_case"),
        CheckConstraint(one_of("role", ROLES), name="role"),
        Index("ix_invitation_email", "email"),
    )

    id: Mapped[Digest] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254))
    role: Mapped[Word]
    invited_by: Mapped[int | None]
    created_at: Mapped[Moment]
    expires_at: Mapped[Moment]
    used_at: Mapped[Moment | None]
    """When it was accepted, or withdrawn by a newer one."""
