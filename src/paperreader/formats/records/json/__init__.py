"""JSON and JSON lines: records found one after another, and values by their names."""
