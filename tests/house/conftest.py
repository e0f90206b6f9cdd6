"""House rules look at the source, the templates and the routes of the whole application."""

from tests.support.application import *
