"""``flask demo``: fill an empty board so that a first look has something to see."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click
from flask.cli import with_appcontext

from jobboard import clock, settings
from jobboard.demo import loading
from jobboard.demo.people import DOORS, PASSWORD
from jobboard.demo.script import Act
from jobboard.extensions import db
from jobboard.services.indexing import rebuild_index


@click.command("demo")
@click.option("--if-empty", is_flag=True, help="Do nothing, and fail not, where people are here.")
@with_appcontext
def demo(if_empty: bool) -> None:
    """Load made-up companies, jobs, resumes and applications, and real postings."""
    if settings.current().environment not in ("demo", "test"):
        _refuse("Only ENVIRONMENT=demo gets demo data. Nothing was changed.", quietly=if_empty)
    elif not loading.has_accounts():
        _load()
    elif not loading.has_demo_accounts():
        _refuse("People have accounts here already. Nothing was changed.", quietly=if_empty)
    else:
        click.echo("The demo data are there already.")
        _print_accounts()


def _refuse(why: str, *, quietly: bool) -> None:
    if not quietly:
        raise click.ClickException(why)


def _load() -> None:
    loading.load(clock.now(), _with_bar)
    # All of it or nothing: a start that was broken off begins anew.
    db.session.commit()
    held = rebuild_index(lambda documents: documents)
    loading.forget_index_orders()
    db.session.commit()
    click.echo(f"The demo data are loaded; {held:,} jobs can be found.")
    _print_accounts()


def _with_bar(acts: list[Act]) -> Iterator[Act]:
    with click.progressbar(acts, label="Loading demo data", file=sys.stderr) as bar:
        yield from bar


def _print_accounts() -> None:
    chosen = settings.current()
    click.echo(f"\n{chosen.site_name}: {chosen.base_url}\nThe demo accounts:")
    for address, door, words in DOORS:
        click.echo(f"  {address:<22} {door:<20} {words}")
    click.echo(f"All with the password: {PASSWORD}\n")
