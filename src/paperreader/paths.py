"""The folders that the platform keeps for a person: data, settings, cache.

Where they follow the XDG rules they are worked out here, as platformdirs does and a test compares:
its import takes as long as a tenth of `paperreader list`. It knows all other platforms.
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
    """The program's folder for "data", "config" or "cache"; it need not exist."""
    variable, usual = _XDG[kind]
    named = os.environ.get(variable, "").strip()
    if sys.platform.startswith("linux") and (not named or os.path.isabs(named)):
        return Path(named or os.path.join(os.path.expanduser("~"), usual), _NAME)
    import platformdirs

    return Path(getattr(platformdirs, f"user_{kind}_dir")(_NAME))
