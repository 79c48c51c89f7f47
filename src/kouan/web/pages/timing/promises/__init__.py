"""Promises: the public board, what is behind it for the port office, and where operators publish their limits."""
