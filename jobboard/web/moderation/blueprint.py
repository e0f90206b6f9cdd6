"""The area itself; its views register on it."""

from flask import Blueprint

from jobboard.web.access import Audience, declare_area

blueprint = declare_area(
    Blueprint("moderation", __name__, url_prefix="/moderation"), Audience.MODERATOR
)
