"""Files of other programs, and our own, as plain rows; services write them to the store."""
