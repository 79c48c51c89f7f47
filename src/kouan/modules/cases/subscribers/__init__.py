"""What cases do when something happens on the log, or when time has passed."""

from kouan.modules.cases.subscribers import awaiting, lapsing, notices, pushing

__all__ = ["awaiting", "lapsing", "notices", "pushing"]
