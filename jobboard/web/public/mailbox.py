"""The demo's mailbox: every letter the board wrote. It exists in the demo only."""

from __future__ import annotations

from flask import abort, render_template

from jobboard import settings
from jobboard.queries import letters
from jobboard.web.paging import page_number
from jobboard.web.public.blueprint import blueprint


@blueprint.get("/mailbox")
def mailbox() -> str:
    """List the demo's letters, newest first."""
    _only_in_demo()
    page = page_number()
    rows, pages = letters.newest(page)
    return render_template("public/mailbox.html", letters=rows, page=page, pages=pages)


@blueprint.get("/mailbox/<int:letter_id>")
def letter(letter_id: int) -> str:
    """Show one letter as its reader gets it."""
    _only_in_demo()
    return render_template("public/letter.html", letter=letters.letter(letter_id))


def _only_in_demo() -> None:
    if not settings.current().is_demo:
        abort(404)
