"""Settings: read from the environment once, kept in one frozen value.

A default is allowed only if it is safe in production and fit to be public. Where no such
default exists, production refuses to start and names every setting that is missing.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import Literal, cast
from urllib.parse import urlsplit

from flask import current_app

Environment = Literal["development", "demo", "production", "test"]
ENVIRONMENTS = ("development", "demo", "production", "test")
MINIMUM_SECRET_LENGTH = 32
DEFAULT_RATE_LIMITS = "on"


class UnsafeSettings(SystemExit):
    """The environment asks for something the site must not start with."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What an operator may choose. Field names are the lower-case names of the variables."""

    environment: Environment
    secret_key: str
    database_url: str
    search_url: str
    redis_url: str
    mail_url: str
    mail_from: str
    site_name: str
    base_url: str
    data_dir: Path
    rate_limits: bool
    trusted_hosts: tuple[str, ...]
    proxy_hops: int
    password_cost: Literal["normal", "cheap"]
    log_level: str

    @property
    def is_demo(self) -> bool:
        """Whether the board shows its mailbox page and demo accounts."""
        return self.environment == "demo"

    @property
    def second_factor_required(self) -> bool:
        """Whether moderators must have a second factor: everywhere but in demo and tests."""
        return self.environment not in ("demo", "test")

    @property
    def https(self) -> bool:
        """Whether the site is reached over https, by its own public address."""
        return self.base_url.startswith("https://")

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> Settings:
        """Read settings from ``environ``; raise UnsafeSettings naming every problem at once."""
        get = _Reader(environ)
        data_dir = Path(get("DATA_DIR", "data")).resolve()
        environment = get("ENVIRONMENT", "demo")
        settings = cls(
            environment=cast(Environment, environment),
            secret_key=get("SECRET_KEY", "") or _kept_secret(data_dir, environment),
            database_url=_database_url(get("DATABASE_URL", ""), data_dir),
            search_url=get("SEARCH_URL", "whoosh:"),
            redis_url=get("REDIS_URL", ""),
            mail_url=get("MAIL_URL", "demo:" if environment == "demo" else ""),
            mail_from=get("MAIL_FROM", "hello@example.org" if environment == "demo" else ""),
            site_name=get("SITE_NAME", "Welldesk"),
            base_url=get("BASE_URL", f"http://127.0.0.1:{get('PORT', '8000')}").rstrip("/"),
            data_dir=data_dir,
            rate_limits=get("RATE_LIMITS", DEFAULT_RATE_LIMITS).lower() != "off",
            trusted_hosts=tuple(get("TRUSTED_HOSTS", "").replace(",", " ").split()),
            proxy_hops=get.number("PROXY_HOPS", 0),
            password_cost="cheap" if get("PASSWORD_COST", "normal") == "cheap" else "normal",
            log_level=get("LOG_LEVEL", "INFO").upper(),
        )
        problems = [*get.problems, *_problems(settings, get)]
        if problems:
            raise UnsafeSettings("The site cannot start:\n- " + "\n- ".join(problems))
        return settings


class _Reader:
    """Reads variables and collects what is wrong with them."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self.environ = environ
        self.problems: list[str] = []

    def __call__(self, name: str, default: str) -> str:
        return self.environ.get(name, "").strip() or default

    def number(self, name: str, default: int) -> int:
        text = self(name, str(default))
        if text.isdecimal():
            return int(text)
        self.problems.append(f"{name} must be a whole number, not {text!r}.")
        return default


def _database_url(url: str, data_dir: Path) -> str:
    """Return a SQLAlchemy address; ``postgres://`` is the old spelling of ``postgresql://``."""
    if not url:
        return f"sqlite:///{data_dir / 'jobboard.sqlite3'}"
    if url.startswith("postgres://"):
        return "postgresql://" + url.removeprefix("postgres://")
    return url


def _kept_secret(data_dir: Path, environment: str) -> str:
    """Return the secret kept beside the demo's data, making one the first time.

    Production must be given its secret; this is for a first look without any set-up.
    """
    if environment == "production":
        return ""
    data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = data_dir / "secret_key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48))
    return path.read_text().strip()


def _problems(settings: Settings, get: _Reader) -> list[str]:
    found = []
    if settings.environment not in ENVIRONMENTS:
        found.append(f"ENVIRONMENT must be one of {', '.join(ENVIRONMENTS)}.")
    if urlsplit(settings.base_url).scheme not in ("http", "https"):
        found.append("BASE_URL must start with http:// or https://.")
    if settings.is_demo and not get("ENVIRONMENT", "") and not _is_loopback(settings.base_url):
        # Nobody should publish known passwords and a mailbox for all by forgetting a setting.
        found.append("ENVIRONMENT must be set where BASE_URL is public: production, or demo.")
    if settings.environment == "production":
        given_secret = bool(get("SECRET_KEY", ""))
        found.extend(_production_problems(settings, given_secret=given_secret))
    return found


def _is_loopback(base_url: str) -> bool:
    """Say whether only this machine itself reaches the address."""
    host = urlsplit(base_url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def _production_problems(settings: Settings, *, given_secret: bool) -> list[str]:
    checks = {
        f"SECRET_KEY must be set, at least {MINIMUM_SECRET_LENGTH} characters, random.": (
            given_secret and len(settings.secret_key) >= MINIMUM_SECRET_LENGTH
        ),
        "BASE_URL must be the site's public https:// address.": settings.https,
        "TRUSTED_HOSTS must name the hosts the site answers to.": bool(settings.trusted_hosts),
        "MAIL_URL must name a mail server, like smtp://user:password@host:587.": (
            settings.mail_url.startswith(("smtp:", "smtps:"))
        ),
        "MAIL_FROM must be the address letters come from.": "@" in settings.mail_from,
        "RATE_LIMITS must not be off.": settings.rate_limits,
        "PASSWORD_COST must not be cheap.": settings.password_cost == "normal",
    }
    return [words for words, met in checks.items() if not met]


def current() -> Settings:
    """Return the settings of the running application."""
    return cast(Settings, current_app.extensions["settings"])
