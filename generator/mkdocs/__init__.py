"""The door to MkDocs, and the only package that imports it."""
