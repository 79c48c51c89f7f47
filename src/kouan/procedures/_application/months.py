"""Months and years, counted as people do."""

from kouan.kernel.calendar import months_after

__all__ = ["months_after"]
