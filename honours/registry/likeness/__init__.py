"""How alike two activities are: read a name into parts, compare, index, group. Pure."""
