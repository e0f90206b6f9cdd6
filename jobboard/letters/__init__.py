"""Letters: one function for each, from rows to a message. Sending is apart from making."""
