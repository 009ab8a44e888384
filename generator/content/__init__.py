"""The editors' folder: reading it whole, merging conversions into it, remembering what was converted."""
