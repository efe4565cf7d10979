"""Telling a merchant's own system what happened: endpoints, the outbox, signed delivery."""
