"""`python -m nianbao`, for where the console script is not on the path (a zip, a borrowed machine)."""

import sys

from nianbao.cli import main

if __name__ == "__main__":
    sys.exit(main())
