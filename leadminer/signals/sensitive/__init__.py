"""Sensitive categories: what a text tells of its author that must not be kept or scored."""
