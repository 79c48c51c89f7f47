"""A port city that does not exist, with everybody in it."""
