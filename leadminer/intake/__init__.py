"""Signals that come by another door than mining: files, mails, other people's systems."""
