"""The commons that comes with Portée: whole, well, and enough of it."""
