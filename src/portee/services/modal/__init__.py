"""Who takes which mode: modal shares, kilometres and CO2 of a territory, before and after scenarios, year by year."""
