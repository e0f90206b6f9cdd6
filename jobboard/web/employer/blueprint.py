"""The area itself; its views register on it."""

from flask import Blueprint

from jobboard.web.access import Audience, declare_area

blueprint = declare_area(Blueprint("employer", __name__, url_prefix="/employer"), Audience.MEMBER)
