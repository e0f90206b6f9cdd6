"""Choose the real postings that come with the demo: `build_demo_data.py postings.jsonl`.

Takes a file with one schema.org JobPosting a line and writes jobboard/demo/content/postings.jsonl.
What is chosen, and why, stands in the README beside that file.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from jobboard.domain.found_lines import lines_of, parse_line  # noqa: E402 - after the path
from jobboard.domain.found_posting import SECTIONS, read_posting  # noqa: E402 - after the path
from jobboard.domain.inference import is_customer_service  # noqa: E402 - after the path
from jobboard.domain.screening import screen  # noqa: E402 - after the path

MOST_ALIKE = 2
FIELDS = (
    "id", "source", "licence", "title", *SECTIONS, "hiringOrganization", "jobLocation",
    "jobLocationType", "employmentType", "employmentTypeRaw", "baseSalary", "salaryRaw",
    "industry", "function", "experienceLevel", "educationRequirements", "datePosted",
    "totalJobOpenings", "identifier", "customerService",
)  # fmt: skip
ASKED_SEX = re.compile(r"\b(fe)?males?\b", re.IGNORECASE)
TARGET = ROOT / "jobboard" / "demo" / "content" / "postings.jsonl"


def postings(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the postings of a file."""
    with path.open("rb") as file:
        yield from filter(None, map(parse_line, lines_of(file)))


def shuts_people_out(posting: dict[str, Any]) -> bool:
    """Say whether a posting's title asks for an age or a sex: no example for a board of ours."""
    title = str(posting.get("title") or "")
    found = screen({"title": title})
    return bool(ASKED_SEX.search(title)) or any(finding.rule == "age-word" for finding in found)


def main(path: Path) -> None:
    """Write the chosen postings, in the order of the file."""
    chosen: list[str] = []
    alike: Counter[str] = Counter()
    for posting in postings(path):
        group = posting.get("nearDuplicateGroup") or posting["id"]
        if posting.get("fraudulent") or not is_customer_service(posting)[0]:
            continue
        if shuts_people_out(posting):
            continue
        alike[group] += 1
        if alike[group] > MOST_ALIKE:
            continue
        kept = {name: posting[name] for name in FIELDS if posting.get(name) is not None}
        read_posting(kept)
        chosen.append(json.dumps(kept, ensure_ascii=False))
    TARGET.write_text("\n".join(chosen) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(chosen)} postings in {TARGET.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
