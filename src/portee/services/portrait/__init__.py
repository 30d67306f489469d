"""A territory's portrait: what its residents reach, how unequally, on bad days and in the years of its projects."""
