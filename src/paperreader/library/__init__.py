"""The papers of all open dumps: merged by key, held as columns, loaded from files."""
