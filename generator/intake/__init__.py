"""Content → catalogue: what changed, whether it is sound, and which parts of the site it reaches."""
