"""A neighbourhood's answer told: sums over residents, tables, what each column means, and remarks."""
