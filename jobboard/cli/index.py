"""``flask reindex`` and ``flask check-index``."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

import click
from flask.cli import with_appcontext

from jobboard.database import reading
from jobboard.extensions import db
from jobboard.search.documents import ListingDocument
from jobboard.services.indexing import count_indexed, index_differences, rebuild_index
from jobboard.services.outbox import drop_failed_orders, failed_orders


@click.command("reindex")
@with_appcontext
def reindex() -> None:
    """Build the search index anew beside the old one, then switch. Safe at any time."""
    with reading():
        held = rebuild_index(_with_bar)
        db.session.commit()
    click.echo(f"The search index holds {held:,} listings.")
    left = drop_failed_orders()
    db.session.commit()
    if left:
        click.echo(f"{left:,} orders that had failed are dropped. Run: flask check-index")


def _with_bar(documents: Iterator[ListingDocument]) -> Iterable[ListingDocument]:
    with click.progressbar(
        documents, length=count_indexed(), label="Indexing", file=sys.stderr
    ) as bar:
        yield from bar


@click.command("check-index")
@with_appcontext
def check_index() -> None:
    """Compare the search index with the database. Exits 1 where they differ."""
    for order in failed_orders():
        tries = f"{order.tries:,} tries"
        click.echo(f"listing {order.subject_id}: not indexed in {tries}. {order.last_error}")
    different = index_differences()
    for listing_id, how in sorted(different.items()):
        click.echo(f"listing {listing_id}: {how}")
    if different:
        click.echo(f"{len(different):,} listings differ. Run: flask reindex")
        sys.exit(1)
    click.echo("The search index equals the database.")
