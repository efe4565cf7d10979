"""Where a page stands, and where it leads."""
