"""Which companies a page shows, and what of each."""
