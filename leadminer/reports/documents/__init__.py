"""Issued statements as files: PDF, XLSX and CSV, the same bytes each time."""

from leadminer.reports.documents.files import FORMS, render, write_files

__all__ = ["FORMS", "render", "write_files"]
