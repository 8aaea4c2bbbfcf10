"""What people type into the official forms, as values. Pure."""
