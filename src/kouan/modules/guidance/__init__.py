"""Guidance: what the port office asks firms, and what becomes of what they say."""
