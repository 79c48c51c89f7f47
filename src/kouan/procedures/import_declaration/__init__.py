"""进口货物申报 | Import declaration: ordinary, advance and two-step, paid one by one, consolidated or on guarantee."""
