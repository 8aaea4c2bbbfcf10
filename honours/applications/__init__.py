"""The yearly applications for items, from the county's draft to the catalogue of the year."""
