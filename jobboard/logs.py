"""Structured logs: one JSON line an event, with the request's id on each."""

from __future__ import annotations

import logging

import structlog

LONGEST_ERROR = 200
# Their everyday lines (each minute's schedule, each migration's context) say nothing to anybody.
CHATTY = ("huey", "alembic.runtime.migration")


def configure(level: str) -> None:
    """Send the log of the site and of its libraries to standard error as JSON lines."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        # First of all, so that a line which nobody wants costs nothing.
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler()
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                structlog.processors.JSONRenderer(),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)


def error_line(error: Exception) -> str:
    """Return an error in one short line, as rows keep it for an operator."""
    return f"{type(error).__name__}: {error}"[:LONGEST_ERROR]
