"""READING: one function for each page or list; it says what it loads, and never writes."""
