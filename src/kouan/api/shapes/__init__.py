"""What the API answers, as models: they describe, for generators of clients; answers are written without them."""
