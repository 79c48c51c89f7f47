"""Calls, bills and boxes: the terminal's desk, the gate, tracking, and a form for everything that can be reported."""
