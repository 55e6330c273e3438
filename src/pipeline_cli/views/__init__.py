"""Plain data laid out for the terminal, or as JSON."""
