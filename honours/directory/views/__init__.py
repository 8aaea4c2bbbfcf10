"""Pages of the directory, noun by noun."""
