"""What a page says of itself in data and marks."""
