"""The engine on PostgreSQL: it keeps the index, each process reads words once and counts."""
