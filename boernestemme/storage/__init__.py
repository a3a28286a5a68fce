"""Everything that is written down or kept secret, one table a module; never commits."""
