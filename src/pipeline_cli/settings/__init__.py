"""What the user has set: read from a TOML file, checked, and explained. No terminal and no store here."""
