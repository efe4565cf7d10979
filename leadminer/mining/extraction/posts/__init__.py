"""Who says what, and when."""
