"""leadminer: finds people who publicly say they need something and hands them to who can serve."""

__version__ = "0.1.0"
