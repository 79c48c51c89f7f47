"""What cases do when something happens on the log."""

from kouan.modules.cases.subscribers import awaiting, notices, pushing

__all__ = ["awaiting", "notices", "pushing"]
