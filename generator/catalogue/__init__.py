"""What the site knows of all briefings: entries in order, and the listings they fall into."""
