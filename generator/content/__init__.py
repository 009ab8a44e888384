"""The editors' folder: reading it whole, merging conversions into it, remembering what was converted."""

FOLDER = "briefings"
"""Folder of the briefings in it."""

PAGES = "pages"
"""Folder of the free pages in it."""

MAX_BYTES = 2_000_000
"""Size up to which a file is read."""
