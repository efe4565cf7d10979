"""Directories of companies that no reader was written for: pages, and what a reader must find."""
