"""What people meet: one package for each audience, and the plumbing they share."""
