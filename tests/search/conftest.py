"""Search tests may have the application, where they compare an engine with the database."""

from tests.support.application import *
