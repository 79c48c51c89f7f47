"""Kouan 口岸: an open single window (国际贸易单一窗口) for a port city."""

__version__ = "0.1.0"
