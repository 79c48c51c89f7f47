"""进口监管证件 | Import licences: applied for, issued, checked online and written off by declarations."""
