"""What all sides of the staff share: one cookie, one way in, one way to say no."""
