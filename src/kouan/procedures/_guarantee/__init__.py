"""Guarantees for duty in the same words: how they are given, what for, and what declarations read of them."""
