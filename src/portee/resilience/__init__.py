"""What a shock takes away, how it comes back, and the least that must keep running: pure functions over access."""
