"""The columns of a filed spreadsheet: their fields, the headings they go by, the guessing."""
