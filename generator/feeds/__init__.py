"""What other programs read: the feed, the sitemap, robots.txt."""
