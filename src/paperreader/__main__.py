"""Runs the program for `python -m paperreader`."""

import sys

from paperreader.cli import main

if __name__ == "__main__":
    sys.exit(main())
