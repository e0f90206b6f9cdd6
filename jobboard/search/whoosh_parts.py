"""All we use of Whoosh, imported in one place: its writer, storage and postings.

Never its query parser, searcher or collectors, whose first results are wrong at times.
"""

from __future__ import annotations

import warnings

with warnings.catch_warnings():
    # Whoosh 2.7.4 is its newest; newer Pythons remark on its patterns and comparisons.
    for remark in ("invalid escape sequence", '"is" with', '"is not" with'):
        for kind in (SyntaxWarning, DeprecationWarning):
            warnings.filterwarnings("ignore", message=remark, category=kind)
    from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC, W3Codec
    from whoosh.fields import STORED, FieldType, Schema
    from whoosh.filedb.filestore import FileStorage
    from whoosh.formats import Format
    from whoosh.index import TOC
    from whoosh.reading import SegmentReader, TermNotFound
    from whoosh.util.filelock import FileLock, try_for
    from whoosh.writing import SegmentWriter

__all__ = [
    "STORED",
    "TOC",
    "WHOOSH3_HEADER_MAGIC",
    "FieldType",
    "FileLock",
    "FileStorage",
    "Format",
    "Schema",
    "SegmentReader",
    "SegmentWriter",
    "TermNotFound",
    "W3Codec",
    "try_for",
]
