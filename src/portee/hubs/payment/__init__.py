"""How residents book and pay for what a hub offers, with and without a smartphone or a bank card."""
