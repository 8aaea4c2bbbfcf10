"""Spreadsheets of nominations, row by row. Pure."""
