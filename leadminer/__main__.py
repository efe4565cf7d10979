"""`python -m leadminer` is the command `leadminer`."""

from leadminer.cli.main import run

run()
