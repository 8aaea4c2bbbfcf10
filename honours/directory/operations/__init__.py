"""What people do with the directory, noun by noun."""
