"""How long the board keeps what nobody asks for any more (DOMAIN.md section 5), in one place."""

from __future__ import annotations

from datetime import timedelta

ALERT_UNCONFIRMED = timedelta(days=7)
# An alert that nobody has changed for so long is asked about, and removed so long after that.
ALERT_UNCHANGED = timedelta(days=365)
ALERT_UNANSWERED = timedelta(days=30)
# Who does nothing about being found for so long has probably found something: they are told,
# and a month later employers find the resume no more.
RESUME_WARNED = timedelta(days=152)
RESUME_HIDDEN = timedelta(days=183)
# Letters, after they were sent or given up: long enough to find out what became of one.
LETTER_KEPT = timedelta(days=90)
