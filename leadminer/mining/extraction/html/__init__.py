"""From bytes to a tree, and whether it may be read."""
