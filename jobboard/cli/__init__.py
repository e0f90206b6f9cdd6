"""Operator commands. Each can be run again, and says what it did."""

from flask import Flask

from jobboard.cli import accounts, background, copies, demo, importing, index, letters

COMMANDS = (
    accounts.create_moderator,
    background.worker,
    index.reindex,
    index.check_index,
    letters.letters,
    copies.backup,
    copies.restore,
    importing.import_postings,
    demo.demo,
)


def init_app(app: Flask) -> None:
    """Add our commands to ``flask``."""
    for command in COMMANDS:
        app.cli.add_command(command)
