"""What cases do when something happens on the log."""

from kouan.modules.cases.subscribers import awaiting

__all__ = ["awaiting"]
