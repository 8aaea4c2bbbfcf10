"""The roads of what is commended, one file for each noun."""
