"""Places: how many there are, who holds them, and who may be how many among them."""
