"""What every service of a company needs: its row held, its listings' entries, its history."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select

from jobboard.domain.listing import Actor
from jobboard.extensions import db
from jobboard.models import Company, CompanyEvent
from jobboard.queries.companies import live_listing_ids
from jobboard.services.outbox import order_index


def locked(company_id: int) -> Company:
    """Return the company's row, held until the transaction ends, as it is now.

    What counts its people or compares its version must not run beside itself. SQLite has the
    lock for every writing transaction anyway.
    """
    return db.session.scalars(
        select(Company)
        .where(Company.id == company_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()


def order_listings(company_id: int, now: datetime) -> None:
    """Ask that search hold a company's live listings as they are: it keeps facts of the company.

    Among them is whether somebody there reads applications, so memberships matter, too.
    """
    for listing_id in live_listing_ids(company_id):
        order_index(listing_id, now)


def note_event(
    company: Company,
    kind: str,
    account_id: int | None,
    now: datetime,
    *,
    actor: Actor = Actor.MEMBER,
    note: str = "",
    changes: Mapping[str, Any] | None = None,
) -> None:
    """Write one line of a company's history; without an account it was the board itself."""
    db.session.add(
        CompanyEvent(
            company_id=company.id,
            at=now,
            kind=kind,
            actor=Actor.SYSTEM if account_id is None else actor,
            actor_id=account_id,
            note=note,
            changes=dict(changes or {}),
        )
    )
