"""Finds the programs the tests need from outside Python, and installs them where it may.

Run as a module before the tests: it installs what is missing (as root, with apt) or says what
to install. The tests themselves only look.
"""

from __future__ import annotations

import ctypes.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

CHROMIUM_NAMES = ("chromium-headless-shell", "chromium", "google-chrome", "chromium-browser")
# Fonts, because without any, every text is zero pixels wide and no page ever overflows.
BROWSER_PACKAGES = ("chromium-headless-shell", "fonts-liberation")
# The browser driver's own Node links against it; a minimal Debian does not have it.
ATOMIC_PACKAGE = "libatomic1"
POSTGRES_PACKAGE = "postgresql"
REDIS_PACKAGE = "redis-server"


class MissingTool(RuntimeError):
    """A program the tests need is neither here nor installable from here."""


def chromium() -> Path | None:
    """Return the Chromium to drive: ``$CHROMIUM``, one on the PATH, or one Playwright fetched."""
    given = os.environ.get("CHROMIUM")
    names = (given,) if given else CHROMIUM_NAMES
    for name in names:
        found = shutil.which(name)
        if found:
            return Path(found)
    fetched = sorted(_playwright_folder().glob("chromium*/**/*headless[-_]shell"))
    return next((path for path in reversed(fetched) if path.is_file()), None)


def postgres_programs() -> Path | None:
    """Return the folder that holds ``initdb`` and ``pg_ctl``, newest release first."""
    releases = [p for p in Path("/usr/lib/postgresql").glob("*/bin") if (p / "initdb").exists()]
    if releases:
        return max(releases, key=lambda path: float(path.parent.name))
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


def redis_server() -> Path | None:
    """Return the program of the Redis server."""
    found = shutil.which("redis-server")
    return Path(found) if found else None


def ensure() -> None:
    """Install what is missing. Raises MissingTool, with what to do, where that is not possible."""
    missing: list[str] = []
    if chromium() is None:
        missing.extend(BROWSER_PACKAGES)
    if ctypes.util.find_library("atomic") is None:
        missing.append(ATOMIC_PACKAGE)
    if postgres_programs() is None and not os.environ.get("TEST_DATABASE_URL"):
        missing.append(POSTGRES_PACKAGE)
    if redis_server() is None:
        missing.append(REDIS_PACKAGE)
    if missing and _may_install():
        _apt("update")
        _apt("install", "-y", "--no-install-recommends", *missing)
    if chromium() is None:
        _fetch_chromium()
    _say_what_is_missing()


def _say_what_is_missing() -> None:
    if chromium() is None:
        raise MissingTool("No Chromium: install one, or set CHROMIUM to its path.")
    if postgres_programs() is None and not os.environ.get("TEST_DATABASE_URL"):
        raise MissingTool(
            "No PostgreSQL: install the server's programs, or set TEST_DATABASE_URL to a server "
            "where databases may be made."
        )
    if redis_server() is None:
        raise MissingTool("No Redis: install the program redis-server.")


def _playwright_folder() -> Path:
    given = os.environ.get("PLAYWRIGHT_BROWSERS_PATH")
    return Path(given) if given else Path.home() / ".cache" / "ms-playwright"


def _may_install() -> bool:
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def _apt(*words: str) -> None:
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "-qq", *words], check=True, env=quiet, stdout=subprocess.DEVNULL)


def _fetch_chromium() -> None:
    command = [sys.executable, "-m", "playwright", "install", "--only-shell", "chromium"]
    subprocess.run(command, check=False, timeout=300)


def main() -> int:
    """Install what is missing and print what will be used."""
    try:
        ensure()
    except MissingTool as problem:
        print(problem, file=sys.stderr)
        return 1
    server = os.environ.get("TEST_DATABASE_URL") and "TEST_DATABASE_URL"
    print(f"Chromium: {chromium()}\nPostgreSQL: {server or postgres_programs()}")
    print(f"Redis: {redis_server()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
