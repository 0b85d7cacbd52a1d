"""The user's folders for data, settings and cache.

On Linux they follow the XDG rules, as in platformdirs, whose import would take a tenth of the time of
`paperreader list`; a test compares the two. On other platforms platformdirs is used.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

_NAME = "paperreader"
_XDG = {
    "data": ("XDG_DATA_HOME", ".local/share"),
    "config": ("XDG_CONFIG_HOME", ".config"),
    "cache": ("XDG_CACHE_HOME", ".cache"),
}


def platform_folder(kind: str) -> Path:
    """Return the program's folder for "data", "config" or "cache"; it need not exist."""
    variable, default = _XDG[kind]
    folder = os.environ.get(variable, "").strip()
    if sys.platform.startswith("linux") and (not folder or os.path.isabs(folder)):
        return Path(folder or os.path.join(os.path.expanduser("~"), default), _NAME)
    import platformdirs

    return Path(getattr(platformdirs, f"user_{kind}_dir")(_NAME))
