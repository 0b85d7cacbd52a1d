"""The settings: one TOML file with settings, named queries and keys.

A mistake in the file never keeps the program from starting: all are reported at once, and the rest is used.
"""

from paperreader.config.file import default_config_path, load_config
from paperreader.config.settings import Config, Settings

__all__ = ["Config", "Settings", "default_config_path", "load_config"]
