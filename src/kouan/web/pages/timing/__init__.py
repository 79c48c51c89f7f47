"""Clearance times: the port office's pages from a figure down to the event, and the public page."""
