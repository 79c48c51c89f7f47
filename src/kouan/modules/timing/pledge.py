"""A published time limit as an object of the log: its kind, and what is stated of it."""

KIND = "operating-limit"
WITHDRAWN = "withdrawn"
ATTRIBUTES = ("operator", "operation", "limit", "clock", "pledged", "since", "publication", "address")
"""All of them are stated each time, as texts; of one that is withdrawn ``limit`` is :data:`WITHDRAWN`."""
