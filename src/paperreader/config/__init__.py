"""What a person has set, in one TOML file: settings, named queries, keys.

A mistake never keeps the program from starting: all of them are told at once, each with its line
and the nearest name that exists, and the rest of the file holds.
"""

from paperreader.config.file import default_config_path, load_config
from paperreader.config.settings import Config, Settings

__all__ = ["Config", "Settings", "default_config_path", "load_config"]
