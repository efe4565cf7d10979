"""Forum mark-up in the manner of many families of software, filled with random content."""
