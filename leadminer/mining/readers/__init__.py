"""Finding out what a site offers, and reading it: feeds, sitemaps, JSON APIs."""
