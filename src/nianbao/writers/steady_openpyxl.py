"""openpyxl as it writes without lxml, also where lxml is installed.

With it, the same workbook would be other bytes, and would be made no faster. openpyxl asks the
environment once, while it is imported; whoever writes a workbook imports this first.
"""

import os

_SWITCH = "OPENPYXL_LXML"

_before = os.environ.get(_SWITCH)
os.environ[_SWITCH] = "False"
try:
    import openpyxl  # noqa: F401
finally:
    if _before is None:
        del os.environ[_SWITCH]
    else:
        os.environ[_SWITCH] = _before
