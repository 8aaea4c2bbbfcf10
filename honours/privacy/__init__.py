"""Personal data at rest: encrypted columns, blind indexes, masks, and files kept under lock."""
