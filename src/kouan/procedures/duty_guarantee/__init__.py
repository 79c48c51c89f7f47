"""关税担保 | Guarantees for duty: general or for one shipment, by letter, insurance, deposit or jointly."""
