"""DOING: verbs. They ask the rule, change rows, write the event and order the work that
follows, all in the caller's transaction. They flush, never commit."""
