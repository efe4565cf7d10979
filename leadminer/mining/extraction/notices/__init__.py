"""Tenders, requests, projects: one record a page, or a row each."""
