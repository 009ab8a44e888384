"""Briefing portal: raw articles in, a faithful and searchable portal out."""

__version__ = "0.1.0"
