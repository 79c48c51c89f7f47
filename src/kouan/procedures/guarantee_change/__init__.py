"""担保变更 | Changes of a guarantee: more, less, longer, ended."""
