"""What can be used to travel, by whom and at what price: passes, vehicles, shared services, aids."""
