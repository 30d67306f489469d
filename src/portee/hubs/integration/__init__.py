"""How far a hub brings services, information and people together: levels 0 to 4 on three axes."""
