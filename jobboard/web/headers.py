"""Headers of every answer, errors too (SAFETY.md rule 7)."""

from __future__ import annotations

from flask import Flask, Response, request, session

from jobboard.settings import Settings

# Everything comes from this site; nothing inline runs; nobody frames a page.
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
HSTS = "max-age=31536000; includeSubDomains"


def init_app(app: Flask, settings: Settings) -> None:
    """Set the headers on every answer of ``app``."""

    def protect(response: Response) -> Response:
        headers = response.headers
        headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        headers["X-Content-Type-Options"] = "nosniff"
        headers["Referrer-Policy"] = "same-origin"
        headers["Permissions-Policy"] = PERMISSIONS_POLICY
        headers["Cross-Origin-Opener-Policy"] = "same-origin"
        if settings.https:
            headers["Strict-Transport-Security"] = HSTS
        if _is_private():
            headers["Cache-Control"] = "no-store"
        return response

    app.after_request(protect)


def _is_private() -> bool:
    """Say whether a shared or returning browser must not keep the page."""
    if request.endpoint in ("static", "assets.css", "assets.js", None):
        return False
    return request.method == "POST" or "_user_id" in session
