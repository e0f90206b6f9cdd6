"""Choose the postings of the relevance test: `build_relevance_corpus.py postings.jsonl`.

Takes a file with one schema.org JobPosting a line and writes
tests/search/relevance/postings.jsonl.gz. What is chosen, and why, stands in the README there.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from jobboard.domain.errors import RuleError  # noqa: E402 - after the path
from jobboard.domain.found_lines import lines_of, parse_line  # noqa: E402 - after the path
from jobboard.domain.found_posting import SECTIONS, read_posting  # noqa: E402 - after the path
from jobboard.domain.inference import is_customer_service  # noqa: E402 - after the path

FIELDS = (
    "id", "source", "licence", "title", *SECTIONS, "hiringOrganization", "jobLocation",
    "jobLocationType", "employmentType", "employmentTypeRaw", "baseSalary", "salaryRaw",
    "industry", "function", "experienceLevel", "educationRequirements", "identifier",
    "customerService", "nearDuplicateGroup", "fraudulent",
)  # fmt: skip
SIZE = 660
MOST_ALIKE = 2
# Trades next door, which a search for service work must tell from it: all of them are kept.
NEXT_DOOR = re.compile(
    r"support|service|success|client|customer|guest|hotel|cruise|retail|sales assoc|sales rep"
    r"|inbound|inside sales|telesales|collections|travel agent|account manager|teller|claim"
    r"|office (assistant|manager)|data entry|optical|community|help|voice comm|outreach"
    r"|healthcare assistant|attendant|messenger|police admin|housing assistant",
    re.IGNORECASE,
)
TARGET = ROOT / "tests" / "search" / "relevance" / "postings.jsonl.gz"


def is_trade(posting: dict[str, Any]) -> bool:
    """Say whether a posting's source or the board takes it for customer service."""
    marked = posting["customerService"]
    return marked["byTitle"] or marked["byFunction"] or is_customer_service(posting)[0]


def lot(posting: dict[str, Any]) -> str:
    """Return the number a posting drew: the same in every run."""
    return hashlib.sha256(posting["id"].encode()).hexdigest()


def readable(posting: dict[str, Any]) -> bool:
    """Say whether the import takes the posting."""
    try:
        read_posting(posting)
    except RuleError:
        return False
    return True


def sample(others: list[dict[str, Any]], room: int) -> list[dict[str, Any]]:
    """Return the neighbours first, then by lot; few of each group of near duplicates."""
    alike: Counter[str] = Counter()
    chosen: list[dict[str, Any]] = []
    for posting in sorted(others, key=lambda p: (not NEXT_DOOR.search(p["title"]), lot(p))):
        group = posting.get("nearDuplicateGroup") or posting["id"]
        alike[group] += 1
        if alike[group] <= MOST_ALIKE:
            chosen.append(posting)
    return chosen[:room]


def main(path: Path) -> None:
    """Write the chosen postings, in the order of the file."""
    with path.open("rb") as file:
        every = [posting for posting in map(parse_line, lines_of(file)) if posting]
    every = [posting for posting in every if readable(posting)]
    trade = [posting for posting in every if is_trade(posting)]
    others = [posting for posting in every if not is_trade(posting)]
    wanted = {p["id"] for p in [*trade, *sample(others, SIZE - len(trade))]}
    kept = [
        {name: posting[name] for name in FIELDS if posting.get(name) is not None}
        for posting in every
        if posting["id"] in wanted
    ]
    lines = (json.dumps(posting, ensure_ascii=False) for posting in kept)
    # Without the hour of its making, so that equal postings make an equal file.
    TARGET.write_bytes(gzip.compress(("\n".join(lines) + "\n").encode(), mtime=0))
    sys.stdout.write(f"{len(kept)} postings, {len(trade)} of the trade, in {TARGET.name}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
