"""How a build runs: what changed, what has to be made again, making it, and putting it in place."""
