"""Conversion, part by part: what a seed gives now, which seeds to look at, and putting drafts into content."""
