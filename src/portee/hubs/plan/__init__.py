"""A hub as people write it down in a file: services, tariffs, money, place; and what is wrong in the file."""
