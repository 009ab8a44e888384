"""Catalogue → pages: what each page of the portal shows, as plain data for the templates."""
