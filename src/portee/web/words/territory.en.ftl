# The territory, neighbourhood by neighbourhood.

page-territory = The territory
page-territory-lead = What residents reach, neighbourhood by neighbourhood, on a working morning and on a Sunday night.
territory-question = How many jobs do residents reach, and where fewer than elsewhere?
territory-answer = Within { $minutes } minutes on foot and by public transport, a person reaches on average { $means }.
territory-mean-tuesday = { $jobs } jobs on Tuesday at 07:30
territory-mean-sunday = { $jobs } on Sunday at 22:00
territory-total = The territory has { $jobs } jobs and { $residents } residents.
territory-lost = On Sunday night, { $percent }% of what is within reach on Tuesday morning no longer is.
territory-chart = Jobs within reach on average by neighbourhood, on Tuesday morning and on Sunday night. The table says the same.
territory-legend = Full bar: Tuesday at 07:30. Empty bar: Sunday at 22:00. Jobs within reach of a person of the neighbourhood, on average.
territory-legend-one = Jobs within reach of a person of the neighbourhood, on average.
territory-table = Neighbourhood by neighbourhood
territory-table-lead = In alphabetical order. Places are served more or less well; it is not people who lack something.
territory-name = neighbourhood
territory-others = Outside these neighbourhoods
territory-residents = residents
territory-tuesday = jobs, Tuesday 07:30
territory-sunday = jobs, Sunday 22:00
territory-how = Median of the 60 departures of the hour, waiting included, { $minutes } minutes at most. On Sunday the same jobs are counted, open or not: the gap comes from public transport alone.
territory-gini = The Gini index tells whether all reach as much: 0 when they do, near 1 when nearly everything is within reach of a few.
territory-gini-tuesday = Gini on Tuesday at 07:30: { $gini }.
territory-gini-sunday = Gini on Sunday at 22:00: { $gini }.
territory-secret = Where too few households live, no figure is told.
territory-csv = Download the table (CSV)
territory-wait = The figures are being computed, once and for all. It takes from a few seconds to a few minutes.
territory-look-again = See whether they are ready
