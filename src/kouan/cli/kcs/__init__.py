"""The public synthetic import declarations of the Korea Customs Service, filed as import declarations.

What a column means, which codes map to which, what is assumed and what the source lacks: all in ``mapping.yaml``.
"""
