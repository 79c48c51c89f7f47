"""Organisations, agencies, staff, mandates (代理报关委托), credit levels, tokens and signing in."""
