"""Side-by-side measurements against other site generators, which anyone can repeat: ``make bench``."""
