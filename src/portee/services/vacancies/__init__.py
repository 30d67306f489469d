"""A vacancy: who lives where, who can take it up, what would add most, and how that is told, drawn and written."""
