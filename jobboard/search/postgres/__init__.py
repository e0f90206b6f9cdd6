"""The engine on PostgreSQL: its full-text search finds, columns count and order."""
