"""Companies, the people who act for them, and how each was checked."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jobboard.domain.permissions import Role
from jobboard.extensions import Base
from jobboard.models.account import Account
from jobboard.models.columns import Document, Id, Line, Moment, Prose, Slug, one_of


class Verification(StrEnum):
    """Whether we checked that a company is what it says."""

    UNCHECKED = "unchecked"
    WAITING = "waiting"
    PROOF_ASKED = "proof_asked"
    VERIFIED = "verified"
    REFUSED = "refused"


class Company(Base):
    """An employer. Posting needs ``verification`` to be verified and a member to do it."""

    __tablename__ = "companies"
    __table_args__ = (
        one_of("verification", Verification),
        UniqueConstraint("source", "source_id"),
    )

    id: Mapped[Id]
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    website: Mapped[str] = mapped_column(String(300), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    about: Mapped[Prose]
    industry: Mapped[Slug]
    employer_kind: Mapped[Slug]
    town: Mapped[Line]
    region: Mapped[Slug]
    country: Mapped[Slug]
    verification: Mapped[str] = mapped_column(String(16), default=Verification.UNCHECKED)
    verified_at: Mapped[Moment | None]
    verification_method: Mapped[Slug]
    # What was checked, in words for the public page; or what proof is missing.
    verification_note: Mapped[Prose]
    # A moderator lets this company's listings go live without waiting.
    trusted: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[Moment]
    version: Mapped[int] = mapped_column(default=1)
    # Where an imported company came from. NULL for companies that signed up.
    source: Mapped[str | None] = mapped_column(String(80))
    source_id: Mapped[str | None] = mapped_column(String(160))

    members: Mapped[list[Member]] = relationship(back_populates="company", lazy="raise")

    @property
    def verified(self) -> bool:
        """Whether the company may publish and carries the checked tag."""
        return self.verification == Verification.VERIFIED


class Member(Base):
    """A person acting for a company. A person acts for one company at a time."""

    __tablename__ = "members"
    __table_args__ = (one_of("role", Role),)

    id: Mapped[Id]
    company_id: Mapped[int] = mapped_column(
        ForeignKey("companies.id", ondelete="CASCADE"), index=True
    )
    account_id: Mapped[int] = mapped_column(
        ForeignKey("accounts.id", ondelete="CASCADE"), unique=True
    )
    role: Mapped[str] = mapped_column(String(16))
    joined_at: Mapped[Moment]

    company: Mapped[Company] = relationship(back_populates="members", lazy="raise")
    account: Mapped[Account] = relationship(lazy="raise")


class Invitation(Base):
    """An invitation to act for a company, sent by letter."""

    __tablename__ = "invitations"
    __table_args__ = (one_of("role", Role),)

    id: Mapped[Id]
    company_id: Mapped[int] = mapped_column(
        ForeignKey("companies.id", ondelete="CASCADE"), index=True
    )
    email: Mapped[str] = mapped_column(String(254))
    role: Mapped[str] = mapped_column(String(16))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    invited_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("accounts.id", ondelete="SET NULL")
    )
    created_at: Mapped[Moment]
    expires_at: Mapped[Moment]
    accepted_at: Mapped[Moment | None]
    cancelled_at: Mapped[Moment | None]

    company: Mapped[Company] = relationship(lazy="raise")


class CompanyEvent(Base):
    """One line of a company's history: sign-up, checks, changes, trust."""

    __tablename__ = "company_events"

    id: Mapped[Id]
    company_id: Mapped[int] = mapped_column(
        ForeignKey("companies.id", ondelete="CASCADE"), index=True
    )
    at: Mapped[Moment]
    kind: Mapped[Slug]
    actor: Mapped[Slug]
    actor_id: Mapped[int | None]
    note: Mapped[Prose]
    changes: Mapped[Document]
