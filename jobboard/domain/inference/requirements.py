"""What an applicant needs: skills, tools, languages and schooling, each a must or nice to have."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from jobboard.domain.inference.abilities import LEAVE_OUT, is_asked_for, language_level
from jobboard.domain.inference.needs import MUST, NICE, need, statements
from jobboard.domain.inference.reading import finder
from jobboard.domain.inference.schooling import schooling
from jobboard.domain.inference.source import Fact, Source

MOST_MUSTS = 8
OFFICE_SKILL = "office-software"
OFFICE_TOOLS = frozenset({"microsoft-office", "google-workspace"})


class Row(NamedTuple):
    """One requirement, shaped as a listing keeps it."""

    kind: str
    slug: str
    level: str
    need: str
    said: bool
    words: str

    def as_listed(self) -> dict[str, str]:
        """The row as a listing column holds it."""
        return {
            "kind": self.kind,
            "slug": self.slug,
            "text": "",
            "level": self.level,
            "need": self.need,
        }


def requirements(source: Source) -> Fact | None:
    """Requirement rows in order of kind; at most eight are musts, those said outright first."""
    rows = _limited(_without_doubles(_once([*_of_schooling(source), *_of_abilities(source)])))
    if not rows:
        return None
    how = ", ".join(dict.fromkeys(row.words for row in rows))
    return Fact(tuple(row.as_listed() for row in rows), f"text: {how}")


def _of_schooling(source: Source) -> Iterator[Row]:
    for found in schooling(source):
        yield Row("qualification", found.term.slug, "", found.need, True, found.words)


def _of_abilities(source: Source) -> Iterator[Row]:
    for sentence, heading in statements(source):
        for group, leave_out in LEAVE_OUT.items():
            for match in filter(is_asked_for, finder(group, leave_out).find(sentence)):
                wanted, said = need(match, heading)
                level = language_level(match) if group == "language" else ""
                yield Row(group, match.term.slug, level, wanted, said, match.written)


def _once(rows: Iterable[Row]) -> list[Row]:
    """Each requirement once: a must outweighs a nice, what is said outright the rest."""
    best: dict[tuple[str, str, str], Row] = {}
    for row in rows:
        key = (row.kind, row.slug, row.need if row.kind == "qualification" else "")
        known = best.get(key)
        if known is None or (row.said, row.need == MUST) > (known.said, known.need == MUST):
            best[key] = row
    return list(best.values())


def _limited(rows: list[Row]) -> list[Row]:
    musts = [row for row in rows if row.need == MUST]
    kept = sorted(musts, key=lambda row: not row.said)[:MOST_MUSTS]
    return [row if row.need != MUST or row in kept else row._replace(need=NICE) for row in rows]


def _without_doubles(rows: list[Row]) -> list[Row]:
    """Drop "office software" where the program itself is named."""
    tools = {row.slug for row in rows if row.kind == "tool"}
    if not tools & OFFICE_TOOLS:
        return rows
    return [row for row in rows if row.slug != OFFICE_SKILL]
