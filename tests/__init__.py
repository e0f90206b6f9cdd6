"""The tests of the board. A package, so that no library's own `tests` can stand in its place."""
