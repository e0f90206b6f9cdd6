"""What somebody typed is kept when their session ended under it (LOOK.md U5).

A page sent in too late cannot be taken, but its text need not be lost: it is handed back in a
form that can be sent again. Only to a page of our own: a form that another site made somebody
send is refused without more words.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import current_app, request
from flask_wtf.csrf import generate_csrf

from jobboard import settings

# Never written into a page again.
SECRETS = ("csrf_token", "password", "code", "token")
SHORTEST_SHOWN = 3


def can_be_kept() -> bool:
    """Say whether this request is a form of our own pages, with something typed into it."""
    origin = urlsplit(request.headers.get("Origin", ""))
    return request.method == "POST" and origin.netloc == request.host and bool(_fields())


def kept_page(*, signed_out: bool) -> str:
    """Return the page that hands back what was typed, to be sent again."""
    fields = _fields()
    # Without context processors, like every error page: the database need not be there.
    template = current_app.jinja_env.get_template("errors/kept.html")
    return template.render(
        settings=settings.current(),
        signed_out=signed_out,
        action=request.full_path.rstrip("?"),
        back=request.path,
        fields=fields,
        typed=[value for _, value in fields if len(value) >= SHORTEST_SHOWN],
        token=generate_csrf(),
    )


def _fields() -> list[tuple[str, str]]:
    return [
        (name, value)
        for name, value in request.form.items(multi=True)
        if not any(part in name for part in SECRETS)
    ]
