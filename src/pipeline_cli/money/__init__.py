"""Money(minor, currency): whole yen or cents, never a float; read, written, and as plain decimals."""
