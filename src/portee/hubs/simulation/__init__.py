"""A day at the hub, many times over: who finds a vehicle, who waits, who leaves without, and how much is enough."""
