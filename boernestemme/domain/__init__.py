"""Rules and values in plain Python: no framework, clock, chance or wording."""
