"""``flask letters``: what waits, what could not be sent, and trying it again."""

from __future__ import annotations

import click
from flask.cli import AppGroup
from sqlalchemy import func, select, update

from jobboard import clock
from jobboard.database import rows_changed
from jobboard.extensions import db
from jobboard.models import Letter
from jobboard.models.letter import LetterState

letters = AppGroup("letters", help="Look after letters that could not be sent.")


@letters.command("status")
def status() -> None:
    """Count letters by state."""
    rows = db.session.execute(select(Letter.state, func.count()).group_by(Letter.state)).all()
    counts = dict(rows)
    for state in LetterState:
        click.echo(f"{state}: {counts.get(state, 0):,}")


@letters.command("dead")
def dead() -> None:
    """List the letters we gave up on, with the last error."""
    rows = db.session.scalars(
        select(Letter).where(Letter.state == LetterState.DEAD).order_by(Letter.id)
    ).all()
    for row in rows:
        click.echo(f"{row.id}  {row.created_at:%Y-%m-%d %H:%M}  {row.kind}  {row.last_error}")
    click.echo(f"{len(rows):,} dead letters.")


@letters.command("retry")
@click.argument("ids", nargs=-1, type=int)
def retry(ids: tuple[int, ...]) -> None:
    """Queue dead letters again: those named by id, or all of them."""
    wanted = update(Letter).where(Letter.state == LetterState.DEAD)
    if ids:
        wanted = wanted.where(Letter.id.in_(ids))
    done = db.session.execute(
        wanted.values(state=LetterState.QUEUED, tries=0, next_try_at=clock.now())
    )
    db.session.commit()
    click.echo(f"{rows_changed(done):,} letters queued again.")
