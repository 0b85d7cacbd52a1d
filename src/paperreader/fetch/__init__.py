"""Fetching: new papers of the sites that the user follows, written as dumps.

The only package that uses the network. It writes dumps that the reader's own formats accept, and nothing else of the
program depends on it but the command `paperreader fetch` and the checking of settings.
"""
