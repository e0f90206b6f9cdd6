"""The demo: what a first look at the board finds in it.

Everything made up stands in ``content/*.toml`` and is acted out through the services, each act at
its own moment in the past, so that histories and letters are real. ``content/postings.jsonl`` holds
real postings; the file beside it says where they are from.
"""
