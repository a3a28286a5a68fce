"""How a release is read: its headlines and tables in words, for the public and for the board."""
