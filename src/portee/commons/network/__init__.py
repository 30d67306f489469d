"""The network of people: missions and volunteers, events, mutual aid, questions, processes and rules of the charter."""
