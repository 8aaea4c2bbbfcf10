"""Paper that is printed as PDF, set by typst with the fonts that come with the system."""
