"""Studies: definitions of clearance times as versioned data, one file each, with a hash that every figure carries."""
