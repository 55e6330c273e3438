"""pipe: one salesperson's own record of the people they sell to."""

__version__ = "0.1.0"
