"""The screen: a thin Textual program over a `Session`. Nothing outside this package knows Textual."""
