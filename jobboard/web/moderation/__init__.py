"""For moderators: the queue, decisions, companies, letters."""

from jobboard.web.moderation import pages
from jobboard.web.moderation.blueprint import blueprint

__all__ = ["blueprint", "pages"]
