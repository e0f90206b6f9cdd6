"""Rendered pages a second under the shipped server, beside a bare Flask page.

``python -m benchmarks.pages --size 100000``. The server, its options and its threads are those
of the Procfile for both; each is asked alone, by the same few keep-alive clients.
"""

from __future__ import annotations

import argparse
import http
import http.client
import os
import random
import shlex
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import insert

from benchmarks.common import keep, percentiles, say, scratch, shown, table
from benchmarks.listings import NOW, SEED, listing
from benchmarks.queries import FILTERS, PLACES, TEXTS
from jobboard import clock, create_app
from jobboard.domain.criteria import SearchCriteria
from jobboard.extensions import db
from jobboard.models import Company, Listing
from jobboard.models.company import Verification
from jobboard.services.indexing import rebuild_index
from jobboard.settings import Settings

ROOT = Path(__file__).parent.parent
COMPANIES = 500
CLIENTS = 4
SECONDS = 20.0
BARS = {"search page": 0.25, "listing page": 0.35}
_CHUNK = 1_000
_START_SECONDS = 120.0
_MS = 1000.0
_OF_OTHERS = ("company", "id", "version")

Address = Callable[[random.Random], str]


def site(size: int) -> dict[str, str]:
    """The environment of a site with so many live listings, made if it is not there."""
    folder = scratch() / f"site-{size}"
    environment = {"DATA_DIR": str(folder), "RATE_LIMITS": "off", "LOG_LEVEL": "WARNING"}
    whole = folder / "whole"
    if not whole.exists():
        flask = [sys.executable, "-m", "flask", "--app", "wsgi:app", "db", "upgrade"]
        subprocess.run(flask, cwd=ROOT, env={**os.environ, **environment}, check=True)
        _fill(Settings.from_env({**os.environ, **environment}), size)
        whole.touch()
    return environment


def _fill(settings: Settings, size: int) -> None:
    app = create_app(settings)
    with app.app_context():
        moved = clock.now() - NOW
        db.session.execute(insert(Company), [_company(n) for n in range(1, COMPANIES + 1)])
        rows: list[dict[str, Any]] = []
        for number in shown(range(1, size + 1), size, "listings"):
            rows.append(_row(number, moved))
            if len(rows) == _CHUNK or number == size:
                db.session.execute(insert(Listing), rows)
                rows = []
        db.session.commit()
        rebuild_index(lambda documents: shown(documents, size, "index"))


def _company(number: int) -> dict[str, Any]:
    checked = number % 5 < 3
    return {
        "id": number,
        "slug": f"company-{number}",
        "name": f"Company {number}",
        "verification": Verification.VERIFIED if checked else Verification.UNCHECKED,
        "verified_at": clock.now() if checked else None,
        "created_at": clock.now(),
    }


def _row(number: int, moved: timedelta) -> dict[str, Any]:
    made = {k: v for k, v in vars(listing(number)).items() if k not in _OF_OTHERS}
    row = {name: value for name, value in made.items() if value is not None}
    for name in ("published_at", "opens_at", "closes_at"):
        row[name] = made[name] + moved
    for name in ("pay_min", "pay_max", "latitude", "longitude"):
        row[name] = made[name]
    changed = dict.fromkeys(("state_changed_at", "created_at", "updated_at"), row["published_at"])
    return row | changed | {"id": number, "company_id": 1 + number % COMPANIES}


@contextmanager
def served(app: str, environment: dict[str, str]) -> Iterator[int]:
    """The server of the Procfile with an application; gives its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    line = (ROOT / "Procfile").read_text("utf-8").splitlines()[0]
    options = [
        part.replace("$PORT", str(port))
        for part in shlex.split(line.partition(":")[2])
        if part.startswith("--")
    ]
    command = [sys.executable, "-m", "waitress", *options, app]
    environment = {**os.environ, **environment, "PORT": str(port)}
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield port
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait()


def _wait_for(port: int) -> None:
    end = time.monotonic() + _START_SECONDS
    while time.monotonic() < end:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("The server did not start.")


def load(port: int, address: Address, seconds: float) -> list[float]:
    """Milliseconds of every answer that all clients got together."""
    times: list[float] = []
    wrong: list[str] = []
    clients = [
        threading.Thread(target=_client, args=(port, address, seconds, seed, times, wrong))
        for seed in range(CLIENTS)
    ]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    if wrong:
        raise AssertionError(f"{len(wrong)} answers were no page, such as {wrong[0]}")
    return times


def _client(
    port: int, address: Address, seconds: float, seed: int, times: list[float], wrong: list[str]
) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    chance = random.Random(SEED + seed)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        path = address(chance)
        begun = time.perf_counter()
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        times.append((time.perf_counter() - begun) * _MS)
        if answer.status != http.HTTPStatus.OK:
            wrong.append(f"{answer.status} {path}")
    connection.close()


def search_address(chance: random.Random) -> str:
    """A search, each time another one."""
    chosen = {**chance.choice(({}, *FILTERS)), "place": chance.choice(PLACES)}
    words = f"{chance.choice(TEXTS)} {chance.choice(TEXTS)}"
    criteria = SearchCriteria.from_args({**chosen, "words": words})
    return f"/jobs?{urlencode(criteria.to_args())}"


def measured(environment: dict[str, str], size: int, seconds: float) -> dict[str, list[float]]:
    """Answer times of each kind of page."""
    found = {}
    with served("benchmarks.bare:app", {}) as port:
        load(port, lambda _: "/", 2.0)
        found["bare Flask"] = load(port, lambda _: "/", seconds)
    with served("wsgi:app", environment) as port:
        listings = _listing_addresses(port, size)
        for name, address in (
            ("search page", search_address),
            ("listing page", lambda chance: chance.choice(listings)),
        ):
            load(port, address, seconds / 4)
            found[name] = load(port, address, seconds)
            say(f"  {name}: {len(found[name]) / seconds:.1f} a second")
    return found


def _listing_addresses(port: int, size: int) -> list[str]:
    """Where listings are shown, behind the redirect from their numbers."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    found = []
    for number in random.Random(SEED).sample(range(1, size + 1), 100):
        connection.request("GET", f"/jobs/{number}")
        answer = connection.getresponse()
        answer.read()
        found.append(answer.headers.get("Location") or f"/jobs/{number}")
    connection.close()
    return found


def main() -> None:
    """Measure pages at a size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=100_000)
    parser.add_argument("--seconds", type=float, default=SECONDS, help="for each kind of page")
    chosen = parser.parse_args()
    found = measured(site(chosen.size), chosen.size, chosen.seconds)
    bare = len(found["bare Flask"])
    rows = [
        [name, len(times) / chosen.seconds, *percentiles(times).values(), len(times) / bare]
        for name, times in found.items()
    ]
    lines = [
        f"{chosen.size:,} listings, {CLIENTS} clients",
        table(["", "a second", "p50 ms", "p95 ms", "max ms", "÷ bare"], rows),
        *(
            f"{name}: {len(found[name]) / bare:.2f} of the bare page's, bar {bar}"
            for name, bar in BARS.items()
        ),
    ]
    rates = {name: len(times) / chosen.seconds for name, times in found.items()}
    keep(f"pages-{chosen.size}", {"size": chosen.size, "a_second": rates}, "\n".join(lines))


if __name__ == "__main__":
    main()
