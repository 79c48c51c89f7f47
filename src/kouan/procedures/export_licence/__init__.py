"""出口监管证件 | Export licences: applied for, issued, checked online and written off by declarations."""
