"""A day of alerts: so many alerts, so many new listings, some looks made twice.

Shows that each matching listing is sent once per alert, that looking again sends nothing, and
how long the looks of a day take. The board is in a scratch folder that is removed; the index of
the listings that were there before is a copy of the other measurements' one.

    python -m benchmarks.alerts --alerts 10000 --listings 500 --standing 10000
"""

from __future__ import annotations

import argparse
import random
import re
import secrets
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import func, insert, select

from benchmarks.common import keep, percentiles, say, scratch, table, timed
from benchmarks.corpus import engine_of
from benchmarks.listings import NOW, listing
from jobboard import create_app
from jobboard.domain.alerts import Frequency, kept_criteria, kept_text, next_due
from jobboard.domain.criteria import SearchCriteria
from jobboard.extensions import db
from jobboard.models import Alert, AlertListing, Company, Letter, Listing
from jobboard.models.company import Verification
from jobboard.search import INDEX_FOLDER
from jobboard.search.contract import LARGEST_PAGE
from jobboard.search.documents import document_of
from jobboard.services.alert_news import note_shown
from jobboard.services.indexing import engine
from jobboard.settings import Settings
from jobboard.worker.alerts import send_round

SEED = 20300315
DAY = timedelta(days=1)
# Listings come in through the day; the worker looks after each batch.
LOOKS_A_DAY = 24
# So often the same look is made again, as a worker that was killed after it would.
AGAIN_EVERY = 6
# Days that follow without new listings, so that the alerts that write weekly have their turn.
DAYS_AFTER = 8
WORDS = (
    "customer service", "billing", "call center", "chat support", "bilingual", "zendesk",
    "receptionist", "help desk", "refunds", "weekend", "technical support", "team lead",
    "", "", "",
)  # fmt: skip
PLACES = ("Austin, TX", "New York, NY", "Chicago, IL", "TX", "CA", "Portland, OR", "", "", "")
FACETS = {
    "channel": ("phone", "email", "live-chat", "in-person"),
    "industry": ("retail", "healthcare", "finance", "technology", "travel"),
    "hours": ("full-time", "part-time"),
    "role_family": ("customer-service", "help-desk", "front-desk"),
    "pay_min": ("16", "18", "20"),
}
SHARES = ((Frequency.AT_ONCE, 0.3), (Frequency.DAILY, 0.5), (Frequency.WEEKLY, 0.2))
OTHERS = re.compile(r", and (\d+) others?$")


@dataclass
class Day:
    """What the looks of a stretch of time took and wrote."""

    times: list[float] = field(default_factory=list)
    cpu: float = 0.0
    again: list[float] = field(default_factory=list)
    letters: int = 0
    letters_again: int = 0

    def look(self, now: datetime) -> None:
        """Look, and now and then look again."""
        begun = time.thread_time()
        self.times.append(timed(lambda: self._count(now, "letters")))
        self.cpu += time.thread_time() - begun
        if len(self.times) % AGAIN_EVERY == 0:
            self.again.append(timed(lambda: self._count(now, "letters_again")))
        db.session.expunge_all()

    def _count(self, now: datetime, name: str) -> None:
        setattr(self, name, getattr(self, name) + send_round(now))


def board(folder: Path, standing: int) -> Flask:
    """A board of its own, with an empty database."""
    app = create_app(
        Settings.from_env(
            {
                "ENVIRONMENT": "development",
                "DATA_DIR": str(folder),
                "MAIL_URL": "memory:",
                "LOG_LEVEL": "ERROR",
            }
        )
    )
    shutil.copytree(scratch() / f"index-{standing}", folder / INDEX_FOLDER)
    with app.app_context():
        db.create_all()
    return app


def make_alerts(count: int) -> int:
    """Make so many confirmed alerts; return how many different searches they are."""
    chance = random.Random(SEED)
    rows = [_alert(chance, number) for number in range(count)]
    db.session.execute(insert(Alert), rows)
    db.session.commit()
    return len({row["criteria"] for row in rows})


def _alert(chance: random.Random, number: int) -> dict[str, Any]:
    names, weights = zip(*SHARES, strict=True)
    frequency = chance.choices(names, weights)[0]
    looked_at = NOW - timedelta(minutes=1)
    due = next_due(frequency, looked_at)
    if due is not None:
        # People confirmed at all times of the day and the week.
        due -= chance.random() * (due - looked_at)
    return {
        "key": secrets.token_urlsafe(32),
        "email": f"reader{number}@example.org",
        "criteria": kept_text(_criteria(chance)),
        "frequency": frequency,
        "created_at": looked_at,
        "confirmed_at": looked_at,
        "begun_look": 0,
        "looked_to": 0,
        "touched_at": looked_at,
        "next_due_at": due,
    }


def _criteria(chance: random.Random) -> SearchCriteria:
    place = chance.choice(PLACES)
    args: dict[str, Any] = {"words": chance.choice(WORDS), "place": place}
    if not place:
        args["arrangement"] = ["remote"]
    for name in chance.sample(sorted(FACETS), chance.randrange(1, 3)):
        args[name] = [chance.choice(FACETS[name])]
    return SearchCriteria.from_args(args)


def publish(numbers: Sequence[int], at: datetime) -> None:
    """Publish generated listings at a moment, in the database and the index."""
    rows = [_row(number, at) for number in numbers]
    db.session.add_all(rows)
    db.session.flush()
    engine().put([document_of(row) for row in rows])
    for row in rows:
        note_shown(row.id, published=True)
    db.session.commit()


def _row(number: int, at: datetime) -> Listing:
    facts = vars(listing(number))
    company = facts.pop("company")
    times = dict.fromkeys(
        ("created_at", "updated_at", "state_changed_at", "published_at", "opens_at"), at
    )
    return Listing(
        **{name: value for name, value in facts.items() if value is not None}
        | times
        | {"closes_at": at + 30 * DAY, "company": _company(company.name, number, at)}
    )


def _company(name: str, number: int, at: datetime) -> Company:
    return Company(
        slug=f"company-{number}",
        name=name,
        verification=Verification.VERIFIED,
        verified_at=at,
        created_at=at,
    )


def expected() -> Iterator[tuple[int, set[int]]]:
    """Each alert and the new listings that its search finds at the end."""
    ids = set(db.session.scalars(select(Listing.id)))
    now = NOW + DAYS_AFTER * DAY
    found: dict[str, set[int]] = {}
    for alert_id, criteria in db.session.execute(select(Alert.id, Alert.criteria)):
        if criteria not in found:
            found[criteria] = set(_every_id(criteria, ids, now))
        yield alert_id, found[criteria]


def _every_id(criteria: str, among: set[int], now: datetime) -> Iterator[int]:
    page = pages = 1
    while page <= pages:
        answer = engine().search(
            kept_criteria(criteria), now, page, LARGEST_PAGE, among=frozenset(among)
        )
        yield from answer.ids
        page, pages = page + 1, answer.pages


def differences() -> int:
    """How many alerts were not told of just what their search finds."""
    told: dict[int, set[int]] = {}
    for alert_id, listing_id in db.session.execute(
        select(AlertListing.alert_id, AlertListing.listing_id)
    ):
        told.setdefault(alert_id, set()).add(listing_id)
    return sum(told.get(alert_id, set()) != wanted for alert_id, wanted in expected())


def counted_in_letters() -> int:
    """How many jobs all letters together say they are about, by their subjects."""
    subjects = db.session.scalars(select(Letter.subject).where(Letter.kind == "alert_jobs"))
    others = (OTHERS.search(subject) for subject in subjects)
    return sum(1 + (int(found[1]) if found else 0) for found in others)


def measure(alerts: int, listings: int, standing: int) -> None:
    """Run the day and the days after, check, and keep the figures."""
    searches = make_alerts(alerts)
    say(f"{engine().state().documents:,} listings before the day, {searches:,} searches")
    day, after = Day(), Day()
    for look in range(1, LOOKS_A_DAY + 1):
        at = NOW + DAY * look / LOOKS_A_DAY
        first, last = (listings * end // LOOKS_A_DAY + 1 for end in (look - 1, look))
        publish(range(standing + first, standing + last), at)
        day.look(at)
    for look in range(1, DAYS_AFTER * 4):
        after.look(NOW + DAY + look * DAY / 4)
    _report(alerts, listings, standing, searches, day, after)


def _report(alerts: int, listings: int, standing: int, searches: int, day: Day, after: Day) -> None:
    told = db.session.scalar(select(func.count()).select_from(AlertListing)) or 0
    checks = Counter(
        {
            "alerts told of too much or too little": differences(),
            "letters from looking again": day.letters_again + after.letters_again,
            "jobs in letters beyond those told of": abs(counted_in_letters() - told),
        }
    )
    rows = [
        (name, len(part.times), part.letters, sum(part.times) / 1000, part.cpu, *_ms(part.times))
        for name, part in (("the day", day), ("the days after", after))
    ]
    head = ("", "looks", "letters", "seconds", "CPU s", "p50 ms", "p95 ms", "max ms")
    text = "\n".join(
        [
            f"{alerts:,} alerts ({searches:,} different searches), {listings:,} new listings,",
            f"{standing:,} listings in the index before",
            "",
            table(head, rows),
            "",
            f"{told:,} listings told of, each once per alert",
            *(f"{what}: {count}" for what, count in checks.items()),
        ]
    )
    keep(f"alerts-{standing}", {"checks": dict(checks), "told": told, "looks": rows}, text)
    if any(checks.values()):
        raise SystemExit("Alerts sent something twice, or not at all.")


def _ms(times: Sequence[float]) -> tuple[float, float, float]:
    found = percentiles(times)
    return found["p50"], found["p95"], found["max"]


def main() -> None:
    """Measure with the numbers of the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--alerts", type=int, default=10_000)
    parser.add_argument("--listings", type=int, default=500)
    parser.add_argument("--standing", type=int, default=10_000)
    chosen = parser.parse_args()
    engine_of(chosen.standing).close()
    with (
        tempfile.TemporaryDirectory() as folder,
        board(Path(folder), chosen.standing).app_context(),
    ):
        measure(chosen.alerts, chosen.listings, chosen.standing)
        engine().close()
        db.engine.dispose()


if __name__ == "__main__":
    main()
