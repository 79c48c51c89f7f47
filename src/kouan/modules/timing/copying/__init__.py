"""The platform's log, copied into a DuckDB file in the shape that is measured: see docs/decisions/0019."""
