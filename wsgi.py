"""The address a WSGI server starts from."""

import os
import threading

from dotenv import load_dotenv

from jobboard import clock, create_app
from jobboard.settings import Settings

load_dotenv()
app = create_app(Settings.from_env(os.environ))
# Beside the first requests, which need not wait for it.
threading.Thread(
    target=app.extensions["search"].warm, args=(clock.now(),), name="warm search", daemon=True
).start()
