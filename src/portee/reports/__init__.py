"""What people read: maps, tables and sentences made from results."""
