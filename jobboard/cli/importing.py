"""``flask import-postings``: a file of postings found elsewhere becomes listings."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, TextIO

import click
from flask.cli import with_appcontext

from jobboard import clock
from jobboard.domain.errors import RuleError
from jobboard.domain.found_dates import DateRule
from jobboard.domain.found_lines import lines_of, parse_line
from jobboard.domain.listing import ListingState
from jobboard.extensions import db
from jobboard.services.importing import ImportRules, Outcome, RowReport, import_posting
from jobboard.services.outbox import take_ordered
from jobboard.worker.queue import nudge

# So many lines are one transaction: others can write in between, and a stop loses no more.
CHUNK = 200
UNREADABLE = "unreadable"
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_STATES = click.Choice([ListingState.IN_REVIEW.value, ListingState.LIVE.value])
_OUTCOME_WORDS = {
    Outcome.TAKEN: "became listings",
    Outcome.KNOWN: "were imported before",
    Outcome.REFUSED: "were refused",
    UNREADABLE: "could not be read",
}


@click.command("import-postings")
@click.argument("path", metavar="FILE.jsonl", type=_FILE)
@click.option(
    "--customer-service-only/--all",
    default=True,
    help="The rule: a title with role words of the trade belongs; a title shared with sales "
    "belongs when the posting calls its function service; any other title belongs when the "
    "posting's own function says service and the title names no other trade.",
)
@click.option("--include-fraudulent", is_flag=True, help="Also rows marked as fraudulent.")
@click.option("--state", type=_STATES, default=ListingState.IN_REVIEW.value, show_default=True)
@click.option(
    "--dates",
    type=click.Choice([rule.value for rule in DateRule]),
    default=DateRule.KEEP.value,
    show_default=True,
    help="current moves the dates to these weeks, and every listing says so.",
)
@click.option("--place", default="", help='For rows that name none, like "New York, NY, US".')
@click.option("--source", default="", help="For rows that do not name theirs; else the file.")
@click.option(
    "--company-verified",
    "checked",
    default="",
    metavar="TEXT",
    help="New companies count as checked; TEXT tells everybody what was checked.",
)
@click.option(
    "--report",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    help="Write the report on each row to this file, one JSON object a line, not to the screen.",
)
@with_appcontext
def import_postings(path: Path, report: Path | None, state: str, dates: str, **chosen: Any) -> None:
    """Turn postings, one schema.org JobPosting a line, into listings.

    Says of each row what was copied, inferred and of no use. The same posting is never taken
    twice, so that this can be run again.
    """
    chosen["source"] = chosen["source"] or path.stem
    rules = ImportRules(state=ListingState(state), dates=DateRule(dates), **chosen)
    tally = Tally()
    with path.open("rb") as file:
        if report is None:
            _import_file(file, path.stat().st_size, rules, _each(tally, _print_row))
        else:
            with report.open("w", encoding="utf-8") as out:
                _import_file(file, path.stat().st_size, rules, _each(tally, _json_writer(out)))
    _print_summary(tally, report)


@dataclass
class Tally:
    """Counts what became of the lines, and which facts the listings got from where."""

    outcomes: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    copied: Counter[str] = field(default_factory=Counter)
    inferred: Counter[str] = field(default_factory=Counter)

    def add(self, row: RowReport | RuleError) -> None:
        """Count one line."""
        if isinstance(row, RuleError):
            self.outcomes[UNREADABLE] += 1
            return
        self.outcomes[row.outcome] += 1
        self.copied.update(row.took)
        self.inferred.update(list(row.inferred))
        if row.outcome is Outcome.REFUSED:
            self.reasons[row.reason.partition(":")[0].partition(" (")[0].rstrip(".")] += 1


Row = tuple[int, RowReport | RuleError]


def _import_file(
    file: BinaryIO, size: int, rules: ImportRules, each: Callable[[Row], None]
) -> None:
    with click.progressbar(length=size, label="Importing", file=sys.stderr) as bar:
        for number, line in enumerate(lines_of(file), start=1):
            row = _import_line(line, rules)
            if row is not None:
                each((number, row))
            if number % CHUNK == 0:
                _commit()
            bar.update(len(line))
        _commit()


def _import_line(line: bytes, rules: ImportRules) -> RowReport | RuleError | None:
    try:
        posting = parse_line(line)
    except RuleError as error:
        return error
    return import_posting(posting, rules, clock.now()) if posting else None


def _commit() -> None:
    db.session.commit()
    if take_ordered(db.session()):
        nudge()


def _each(tally: Tally, write: Callable[[Row], None]) -> Callable[[Row], None]:
    def both(row: Row) -> None:
        tally.add(row[1])
        write(row)

    return both


def _json_writer(out: TextIO) -> Callable[[Row], None]:
    def write(row: Row) -> None:
        number, said = row
        told = (
            {"outcome": UNREADABLE, "reason": said.message}
            if isinstance(said, RuleError)
            else asdict(said)
        )
        out.write(json.dumps({"line": number, **told}, ensure_ascii=False) + "\n")

    return write


def _print_row(row: Row) -> None:
    number, said = row
    if isinstance(said, RuleError):
        click.echo(f"Line {number}: {UNREADABLE}. {said.message}")
        return
    name = f"{said.source_id}, {said.title}" if said.title else said.source_id
    click.echo(f"Line {number}: {said.outcome}. {name}. {said.reason}")
    for label, words in _details(said):
        click.echo(f"  {label}: {words}")


def _details(row: RowReport) -> Iterator[tuple[str, str]]:
    """Yield what there is to say of a row that was taken."""
    if row.outcome is not Outcome.TAKEN:
        return
    inferred = "; ".join(f"{name} ({how})" for name, how in row.inferred.items())
    unused = "; ".join(f"{name} {value}" for name, value in row.unused.items())
    for label, words in (
        ("copied", ", ".join(row.took)),
        ("inferred", inferred),
        ("changed", "; ".join(row.changed)),
        ("of no use", unused),
        ("not found", ", ".join(row.missing)),
    ):
        if words:
            yield label, words


def _print_summary(tally: Tally, report: Path | None) -> None:
    click.echo(f"\n{tally.outcomes.total():,} rows read.")
    for outcome, words in _OUTCOME_WORDS.items():
        click.echo(f"{tally.outcomes[outcome]:>7,} {words}")
    for reason, count in tally.reasons.most_common():
        click.echo(f"{count:>15,} {reason}")
    taken = tally.outcomes[Outcome.TAKEN]
    if taken:
        click.echo(f"\nOf {taken:,} listings, so many have the fact:")
        for label, counts in (("inferred", tally.inferred), ("copied", tally.copied)):
            for name, count in counts.most_common():
                click.echo(f"{count:>7,} {count / taken:>5.0%}  {name} ({label})")
    if report is not None:
        click.echo(f"\nThe report on each row is in {report}.")
