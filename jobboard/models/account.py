"""People: accounts, where they are signed in, and the one-time tokens sent to them."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jobboard.domain.permissions import AccountKind
from jobboard.extensions import Base
from jobboard.models.columns import Id, Line, Moment, Slug, one_of


class Account(Base):
    """One person. ``email`` is stored in lower case and is the sign-in name."""

    __tablename__ = "accounts"
    __table_args__ = (one_of("kind", AccountKind),)

    id: Mapped[Id]
    kind: Mapped[str] = mapped_column(String(16))
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[Line]
    password_hash: Mapped[str] = mapped_column(String(255))
    created_at: Mapped[Moment]
    email_confirmed_at: Mapped[Moment | None]
    suspended_at: Mapped[Moment | None]
    # The secret exists from the set-up page on; it counts once a first code has confirmed it.
    totp_secret: Mapped[str] = mapped_column(String(64), default="")
    totp_confirmed_at: Mapped[Moment | None]
    # The last used time step: a code must not work twice.
    totp_last_step: Mapped[int] = mapped_column(default=0)

    sign_ins: Mapped[list[SignIn]] = relationship(
        back_populates="account", lazy="raise", passive_deletes=True
    )
    recovery_codes: Mapped[list[RecoveryCode]] = relationship(
        back_populates="account", lazy="raise", passive_deletes=True
    )


class SignIn(Base):
    """One place where a person is signed in. The cookie holds the token, the row its hash."""

    __tablename__ = "sign_ins"

    id: Mapped[Id]
    account_id: Mapped[int] = mapped_column(
        ForeignKey("accounts.id", ondelete="CASCADE"), index=True
    )
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[Moment]
    expires_at: Mapped[Moment]
    device: Mapped[Line]
    # Set when the second factor was given in this session.
    second_factor_at: Mapped[Moment | None]

    account: Mapped[Account] = relationship(back_populates="sign_ins", lazy="raise")


class RecoveryCode(Base):
    """One of the codes that stand in for a lost second factor, each good for one use."""

    __tablename__ = "recovery_codes"

    id: Mapped[Id]
    account_id: Mapped[int] = mapped_column(
        ForeignKey("accounts.id", ondelete="CASCADE"), index=True
    )
    code_hash: Mapped[str] = mapped_column(String(64))
    used_at: Mapped[Moment | None]

    account: Mapped[Account] = relationship(back_populates="recovery_codes", lazy="raise")


class AccountToken(Base):
    """A link sent by letter: confirm an address, reset a password, change an address."""

    __tablename__ = "account_tokens"

    id: Mapped[Id]
    account_id: Mapped[int] = mapped_column(
        ForeignKey("accounts.id", ondelete="CASCADE"), index=True
    )
    purpose: Mapped[Slug]
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    # The new address, where the purpose is to change it.
    email: Mapped[str] = mapped_column(String(254), default="")
    created_at: Mapped[Moment]
    expires_at: Mapped[Moment]
    used_at: Mapped[Moment | None]

    account: Mapped[Account] = relationship(lazy="raise")


class SecurityEvent(Base):
    """One line of the append-only log of sign-ins, refusals and changes of access."""

    __tablename__ = "security_events"
    __table_args__ = (Index("ix_security_events_at", "at"),)

    id: Mapped[Id]
    at: Mapped[Moment]
    kind: Mapped[Slug]
    # No foreign key: the line outlives an erased account.
    account_id: Mapped[int | None]
    detail: Mapped[Line]
