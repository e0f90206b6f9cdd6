"""A job board for customer service work. ``create_app`` reads like a table of contents."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from jobboard import cli, logs
from jobboard.database import watch
from jobboard.extensions import csrf, db, limiter, login_manager, mail, migrate
from jobboard.letters.transport import mail_config
from jobboard.search import engine_for
from jobboard.search.steady import SteadyEngine
from jobboard.services.indexing import SpareListings
from jobboard.settings import Settings
from jobboard.web import (
    access,
    account,
    api,
    assets,
    converters,
    employer,
    errors,
    filters,
    headers,
    health,
    moderation,
    public,
    requests,
    seeker,
    transactions,
)
from jobboard.web.templating import QuickEnvironment
from jobboard.worker import queue

ROOT = Path(__file__).parent.parent
LARGEST_REQUEST = 6 * 1024 * 1024
LARGEST_FORM = 512 * 1024
MOST_FORM_PARTS = 1_000
STATIC_MAX_AGE = 3600


def create_app(settings: Settings) -> Flask:
    """Return the site, set up as ``settings`` say."""
    app = Flask(
        "jobboard",
        root_path=str(Path(__file__).parent),
        template_folder=str(ROOT / "templates"),
        static_folder=str(ROOT / "static"),
    )
    configure(app, settings)
    # First, so that a request which an extension refuses is numbered and ends like any other.
    requests.init_app(app)
    transactions.init_app(app)
    bind_extensions(app, settings)
    bind_engines(app, settings)
    set_house_rules(app, settings)
    open_areas(app, settings)
    cli.init_app(app)
    access.init_app(app)
    return app


def configure(app: Flask, settings: Settings) -> None:
    """Turn our settings into the names that Flask and its extensions read."""
    logs.configure(settings.log_level)
    app.extensions["settings"] = settings
    app.jinja_environment = QuickEnvironment
    # All templates are kept: to forget some, Jinja takes a lock at every import of every page.
    app.jinja_options = {"cache_size": -1, "trim_blocks": True, "lstrip_blocks": True}
    host = urlsplit(settings.base_url).hostname or "localhost"
    app.config.update(
        TESTING=settings.environment == "test",
        SECRET_KEY=settings.secret_key,
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        TRUSTED_HOSTS=list(settings.trusted_hosts) or None,
        # A __Host- cookie needs https; a first look on http:// must work too.
        SESSION_COOKIE_NAME="__Host-session" if settings.https else "session",
        SESSION_COOKIE_SECURE=settings.https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        MAX_CONTENT_LENGTH=LARGEST_REQUEST,
        MAX_FORM_MEMORY_SIZE=LARGEST_FORM,
        MAX_FORM_PARTS=MOST_FORM_PARTS,
        SEND_FILE_MAX_AGE_DEFAULT=STATIC_MAX_AGE,
        # The token lives as long as the session, so that a form left open overnight still works.
        WTF_CSRF_TIME_LIMIT=None,
        RATELIMIT_ENABLED=settings.rate_limits,
        RATELIMIT_STORAGE_URI=settings.redis_url or "memory://",
        # While Redis is gone each process counts for itself, rather than refusing everybody.
        RATELIMIT_IN_MEMORY_FALLBACK_ENABLED=bool(settings.redis_url),
        RATELIMIT_HEADERS_ENABLED=False,
        **mail_config(settings.mail_url, settings.mail_from, host),
    )
    if settings.proxy_hops:
        hops = settings.proxy_hops
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign] # as WSGI is wrapped


def bind_extensions(app: Flask, settings: Settings) -> None:
    """Bind the extensions to this application."""
    if settings.database_url.startswith("sqlite:"):
        settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    db.init_app(app)
    with app.app_context():
        watch(db.engine)
    migrate.init_app(app, db, directory=str(ROOT / "migrations"), render_as_batch=True)
    # Templates get our own word for who is looking, ``viewer``.
    login_manager.init_app(app, add_context_processor=False)
    csrf.init_app(app)
    limiter.init_app(app)
    mail.init_app(app)


def bind_engines(app: Flask, settings: Settings) -> None:
    """Bind the search engine and the task queue that the settings name."""
    engine = engine_for(settings.search_url, settings.data_dir, settings.database_url)
    app.extensions["search"] = SteadyEngine(engine, SpareListings())
    queue.init_app(app, settings)


def set_house_rules(app: Flask, settings: Settings) -> None:
    """Set what holds for every request, in the order in which it runs."""
    headers.init_app(app, settings)
    errors.init_app(app)
    filters.init_app(app)


def open_areas(app: Flask, settings: Settings) -> None:
    """Register every area of the site."""
    converters.init_app(app)
    assets.init_app(app)
    for area in (health, public, account, seeker, employer, moderation):
        app.register_blueprint(area.blueprint)
    api.init_app(app, settings)
