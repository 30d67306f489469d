"""Arrays ready to route: street graph, timetable, and the links between them, stored as one memory-mapped folder."""
