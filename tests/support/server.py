"""Runs the whole site as shipped: the processes of the Procfile, on a port and data of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from honcho.environ import parse_procfile

from tests.support.network import free_port

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 60
STOP_SECONDS = 15
COMMAND_SECONDS = 300


class Site:
    """The site in a folder. Its web and worker are started, killed and started again by name.

    ``environ`` adds to or replaces settings, by their names in the environment.
    """

    def __init__(self, folder: Path, **environ: str) -> None:
        self.folder = folder
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.environ = {**_clean_environment(), **self.settings, **environ}
        procfile = parse_procfile((ROOT / "Procfile").read_text())
        self._commands: Mapping[str, str] = procfile.processes
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    @property
    def settings(self) -> dict[str, str]:
        """Every setting there is, so that none comes from a developer's environment."""
        return {
            "BASE_URL": self.url,
            "DATABASE_URL": "",
            "DATA_DIR": str(self.folder),
            "ENVIRONMENT": "demo",
            "LOG_LEVEL": "INFO",
            "MAIL_FROM": "board@example.org",
            "MAIL_URL": "",
            "PASSWORD_COST": "cheap",
            "PORT": str(self.port),
            "PROXY_HOPS": "0",
            "RATE_LIMITS": "off",
            "REDIS_URL": "",
            "SEARCH_URL": "",
            "SECRET_KEY": "a secret for tests only, long enough",
            "SITE_NAME": "",
            "TRUSTED_HOSTS": "",
        }

    def flask(self, *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run an operator's command; its output is in the result."""
        done = subprocess.run(
            [sys.executable, "-m", "flask", *words],
            cwd=ROOT,
            env=self.environ,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=COMMAND_SECONDS,
            check=False,
        )
        if check and done.returncode:
            raise AssertionError(f"flask {' '.join(words)} failed:\n{done.stdout}\n{done.stderr}")
        return done

    def prepare(self, *, demo: bool = False) -> None:
        """Make the tables and, if asked, load the demo."""
        self.flask("db", "upgrade")
        if demo:
            self.flask("demo", "--if-empty")

    def start(self, *names: str) -> None:
        """Start the processes named, or all, and wait until the site says it is ready."""
        for name in names or self._commands:
            log = (self.folder / f"{name}.log").open("ab")
            with log:
                self._running[name] = subprocess.Popen(
                    self._commands[name],
                    shell=True,
                    cwd=ROOT,
                    env=self.environ,
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=subprocess.STDOUT,
                    start_new_session=True,
                )
        if "web" in self._running:
            try:
                self.wait_until_ready()
            except BaseException:
                self.kill()
                raise

    def stop(self, *names: str, how: signal.Signals = signal.SIGTERM) -> None:
        """Stop the processes named, or all; SIGKILL as ``how`` gives them no time."""
        for name in names or tuple(self._running):
            process = self._running.pop(name)
            if process.poll() is None:
                os.killpg(process.pid, how)
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait(STOP_SECONDS)
                raise AssertionError(f"{name} ignored {how.name}. {self.log(name)}") from None

    def kill(self, *names: str) -> None:
        """End processes as a power cut would."""
        self.stop(*names, how=signal.SIGKILL)

    def wait_until_ready(self) -> None:
        """Return when ``/readyz`` answers 200; fail with the log when it does not in time."""
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self._running["web"].poll() is not None:
                break
            try:
                with urllib.request.urlopen(f"{self.url}/readyz", timeout=5) as answer:
                    if answer.status == 200:
                        return
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                time.sleep(0.1)
        raise AssertionError(f"The site did not get ready. {self.log('web')}")

    def log(self, name: str) -> str:
        """Return the end of a process's log."""
        path = self.folder / f"{name}.log"
        return path.read_text(errors="replace")[-4000:] if path.exists() else ""

    def __enter__(self) -> Self:
        self.prepare()
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()


def _clean_environment() -> dict[str, str]:
    """This process's environment, with the environment's programs first on the path."""
    programs = str(Path(sys.executable).parent)
    return {**os.environ, "PATH": os.pathsep.join([programs, os.environ.get("PATH", "")])}
