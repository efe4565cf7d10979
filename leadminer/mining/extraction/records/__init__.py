"""What of a page belongs to one posting time."""
