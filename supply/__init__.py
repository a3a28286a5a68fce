"""What the program is made of: pinned by hash, listed, and built to the same bytes."""
