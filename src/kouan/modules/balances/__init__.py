"""Balances: what was granted with an amount (a guarantee, a licence, a quota) and the cases that draw on it."""
