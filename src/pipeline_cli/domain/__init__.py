"""The trade: frozen value types and pure functions of them. Nothing here prints, reads a clock or asks a store."""
