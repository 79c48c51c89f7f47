"""What every manifest shares: the conveyance, the bills with their goods and boxes, and how customs takes it in."""
