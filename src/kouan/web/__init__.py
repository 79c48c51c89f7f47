"""What people see: pages, components, and the tools that make pages short to write."""
