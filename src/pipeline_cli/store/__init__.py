"""The SQLite file: written through SQLModel, read by plain SQL."""
