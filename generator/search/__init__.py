"""The search index: an inverted index in small JSON files that a browser fetches as it needs them."""
