"""What procedures on declared goods ask alike: the declaration, its bill, its boxes, its lines. No procedure itself."""
