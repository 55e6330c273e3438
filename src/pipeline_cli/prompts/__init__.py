"""Questions on a terminal: the one place that knows prompt_toolkit, which takes a fifth of a second to load."""
