"""Surveys of firms, talks with them, and the problems that come of both."""
