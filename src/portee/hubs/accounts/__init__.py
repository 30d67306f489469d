"""Accounts of a mobility hub: profit and loss, cash and balance by year, who pays and who gains."""
