"""One use case per file: ask the store, ask the domain, save, hand back plain data."""
