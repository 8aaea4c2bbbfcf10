"""From a spreadsheet to filings: ``rows`` reads, ``values`` types, ``returning`` sends it back."""
