"""The commons: what territories know and share, and what it takes for a claim to rest on something."""
