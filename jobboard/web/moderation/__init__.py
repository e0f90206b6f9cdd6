"""For moderators: the queue, decisions, companies."""

from jobboard.web.moderation import companies, queue
from jobboard.web.moderation.blueprint import blueprint

__all__ = ["blueprint", "companies", "queue"]
