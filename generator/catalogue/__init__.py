"""What the site knows of all briefings: small derived data, kept between builds in a disposable database."""
