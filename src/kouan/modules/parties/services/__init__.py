"""Every write of the parties module; each is attributed on the log."""
