"""Where a time, a name and an author stand."""
