"""XML: records found by a streaming parser, which repairs what is broken and never reads anything from outside."""
