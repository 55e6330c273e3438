"""The store's rows as files that other programs read, and that ``importers`` reads back."""
