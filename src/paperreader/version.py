"""The version, in the one place from which the package and the build take it."""

VERSION = "0.1.0"
