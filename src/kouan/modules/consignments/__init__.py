"""Vessel calls, bills of lading, containers, holds, release and gate moves: the port's part of the log."""
