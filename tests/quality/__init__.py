"""How good the shipped functions are on evaluation sets that lie outside the project.

``make quality DATA=folder OUT=file`` runs every module here that has a ``measure`` function: ``measure(data)``
where it needs the folder of evaluation sets, ``measure()`` where the project's own texts suffice. Each gives
names and values; a measure whose set is missing is left out. ``floors.toml`` holds what may not get worse, and
the best figure known of others.
"""
