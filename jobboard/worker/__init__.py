"""Background work: a task queue carries nudges, the outbox in the database carries the work."""
