"""A file of postings, one JSON object a line; each line is judged for itself."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO, NoReturn

from jobboard.domain.errors import RuleError

# A posting is a page of text; a line this long (in bytes) is something else.
LONGEST_LINE = 1_000_000
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def lines_of(file: BinaryIO) -> Iterator[bytes]:
    """Yield the lines of a file; of one that is too long, just enough to see that it is."""
    while line := file.readline(LONGEST_LINE + 1):
        yield line
        while line and not line.endswith(b"\n"):
            line = file.readline(LONGEST_LINE)


def parse_line(line: bytes) -> dict[str, Any] | None:
    """Return the posting of a line; None for an empty line. Raises RuleError, saying why not."""
    if len(line) > LONGEST_LINE:
        raise RuleError(f"It is longer than {LONGEST_LINE:,} bytes.")
    try:
        text = line.removeprefix(_BYTE_ORDER_MARK).decode().strip()
        value = json.loads(text, parse_constant=_refuse) if text else None
    except UnicodeDecodeError:
        raise RuleError("It is not UTF-8.") from None
    except json.JSONDecodeError as error:
        raise RuleError(f"It is not JSON: {error.msg} at character {error.pos + 1}.") from None
    except (ValueError, RecursionError):
        raise RuleError("It holds a number or a nesting that cannot be read.") from None
    if text and not (isinstance(value, dict) and value):
        raise RuleError("It is not a JSON object with fields.")
    return _storable(value) if text else None


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


def _storable(value: Any) -> Any:
    """Return JSON without the signs that a database refuses: NUL and halves of a character."""
    if isinstance(value, str):
        return value.replace("\x00", "\ufffd").encode(errors="replace").decode()
    if isinstance(value, list):
        return [_storable(item) for item in value]
    if isinstance(value, dict):
        return {_storable(key): _storable(item) for key, item in value.items()}
    return value
