"""What other programs read: feeds, sitemaps, robots.txt, llms.txt and the export of the catalogue."""
