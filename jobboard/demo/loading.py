"""Loading the demo into an empty database, as one transaction of the caller's."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial

from sqlalchemy import delete, select, update

from jobboard.demo import applications, listings, people
from jobboard.demo.script import CONTENT, Act, World, in_order
from jobboard.domain.found_dates import DateRule
from jobboard.domain.found_lines import lines_of, parse_line
from jobboard.domain.found_posting import Posting
from jobboard.domain.listing import ListingState
from jobboard.extensions import db
from jobboard.models import Account, Letter, OutboxOrder
from jobboard.models.letter import LetterState
from jobboard.services.importing import ImportRules, import_posting
from jobboard.services.outbox import INDEX

Progress = Callable[[list[Act]], Iterable[Act]]

# The City of New York's postings name a street, or nothing but an office, and no town.
CITY, CITY_PLACE = "NYC Open Data", "New York, NY, US"


def has_accounts() -> bool:
    """Say whether anybody has an account here."""
    return db.session.scalar(select(Account.id).limit(1)) is not None


def has_demo_accounts() -> bool:
    """Say whether the demo's own people are here."""
    addresses = [address for address, _, _ in people.DOORS]
    known = db.session.scalars(select(Account.email).where(Account.email.in_(addresses)))
    return set(known) == set(addresses)


def load(now: datetime, progress: Progress) -> None:
    """Act out the whole demo. ``progress`` wraps the acts, to show how far it has come."""
    world = World(now)
    found = [Act(now, partial(_import, posting, now)) for posting in found_postings()]
    made_up = [*people.acts(world), *listings.acts(world), *applications.acts(world)]
    for act in progress([*in_order(made_up), *found]):
        act.do()
    _deliver_letters()


def found_postings() -> list[Posting]:
    """Return the real postings that come with the demo."""
    with (CONTENT / "postings.jsonl").open("rb") as file:
        return [posting for line in lines_of(file) if (posting := parse_line(line))]


def _import(posting: Posting, now: datetime) -> None:
    place = CITY_PLACE if str(posting.get("source", "")).startswith(CITY) else ""
    rules = ImportRules(state=ListingState.LIVE, dates=DateRule.CURRENT, place=place)
    import_posting(posting, rules, now)


def _deliver_letters() -> None:
    """Mark the letters as sent when they were written: the demo's past is over."""
    db.session.flush()
    db.session.execute(
        update(Letter)
        .where(Letter.state == LetterState.QUEUED)
        .values(state=LetterState.SENT, sent_at=Letter.created_at, tries=1)
        .execution_options(synchronize_session=False)
    )


def forget_index_orders() -> None:
    """Drop the orders that a whole new index has carried out."""
    db.session.execute(delete(OutboxOrder).where(OutboxOrder.task == INDEX))
