"""Who lives where and what is where: zones, cells, opportunities."""
