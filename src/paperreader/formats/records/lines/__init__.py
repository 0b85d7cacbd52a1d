"""Text read line by line: its lines, their labels and tags, and pieces of whole records."""
