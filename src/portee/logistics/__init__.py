"""Goods in the last kilometre: rounds from depots and micro-hubs to doors, what they cost, and who pays for them."""
