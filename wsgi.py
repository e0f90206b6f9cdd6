"""The address a WSGI server starts from."""

import os

from dotenv import load_dotenv

from jobboard import create_app
from jobboard.settings import Settings

load_dotenv()
app = create_app(Settings.from_env(os.environ))
