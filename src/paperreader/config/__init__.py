"""The settings: one TOML file with settings, named queries and keys.

A mistake in the file never keeps the program from starting. All mistakes are reported at once, each with its line
and the nearest known name, and the rest of the file is used.
"""

from paperreader.config.file import default_config_path, load_config
from paperreader.config.settings import Config, Settings

__all__ = ["Config", "Settings", "default_config_path", "load_config"]
