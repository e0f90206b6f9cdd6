"""A resume as a PDF: one column, black on white, text that can be selected and searched.

The resume goes to typst as data, never as markup, so that ``#eval``, ``$`` and ``@`` in it are
signs like any other. The same resume always gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import typst

from jobboard.domain.resume import readable

TEMPLATE = Path(__file__).parents[2] / "templates" / "pdf" / "resume.typ"


def make_pdf(document: Mapping[str, Any]) -> bytes:
    """Return the resume ``document`` as a PDF."""
    facts = json.dumps(asdict(readable(document)))
    made = typst.compile(
        str(TEMPLATE), root=str(TEMPLATE.parent), sys_inputs={"resume": facts}, timestamp=0
    )
    return bytes(made)
