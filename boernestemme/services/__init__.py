"""Use cases: each asks roles first, owns its transaction, and returns values."""
