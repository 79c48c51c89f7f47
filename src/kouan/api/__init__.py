"""The open API: all that pages can do, for machines."""
