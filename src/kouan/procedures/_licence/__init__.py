"""Supervision documents (监管证件) that are applied for here: kinds, forms, demands and issue, for both directions."""
