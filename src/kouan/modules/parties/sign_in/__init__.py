"""Signing in: who may, how it is proven, and who the request then speaks for."""
