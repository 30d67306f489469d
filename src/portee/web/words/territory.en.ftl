# The territory, neighbourhood by neighbourhood.

page-territory = The territory
page-territory-lead = What residents reach: jobs and services, at which hours, by kind of person, on bad days and in the years of projects.

territory-parts = Questions about the territory
territory-part-work = Jobs
territory-part-services = Services
territory-part-people = People
territory-part-bad-days = Bad days
territory-part-years = Years of projects
territory-title-work = The territory: jobs within reach
territory-title-services = The territory: services within reach
territory-title-people = The territory: who reaches what
territory-title-bad-days = The territory: bad days
territory-title-years = The territory: years of projects

territory-percent = { $value }%
territory-name = Neighbourhood
territory-others = Rest of the territory
territory-residents = Residents
territory-moment = Moment
territory-kind = Kind of places
territory-profile = Profile of resident
territory-bad-day = Bad day
territory-year = End of year
territory-table-lead = In alphabetical order. Places are served more or less well; it is not people who lack something. “–”: too few households to tell, or nothing to count.

territory-row-tuesday-0730 = Tuesday at 07:30
territory-row-sunday-2200 = Sunday at 22:00
territory-row-on-foot = on foot, no public transport
territory-row-strike = No public transport
territory-row-today = today
territory-when-tuesday-0730 = Tuesday 07:30
territory-when-tuesday-1930 = Tuesday 19:30
territory-when-tuesday-1000 = Tuesday 10:00
territory-when-tuesday-2030 = Tuesday 20:30
territory-when-sunday-1500 = Sunday 15:00

territory-work-question = How many jobs do residents reach, and where fewer than elsewhere?
territory-work-answer = Within { $minutes } minutes on foot and by public transport, a person reaches on average { $means }.
territory-mean-tuesday-0730 = { $jobs } jobs on Tuesday at 07:30
territory-mean-sunday-2200 = { $jobs } on Sunday at 22:00
territory-total = The territory has { $jobs } jobs and { $residents } residents.
territory-lost = On Sunday night, { $percent }% of what is within reach on Tuesday morning no longer is.
territory-on-foot-lead = On a day without any public transport, on foot, at most { $minutes } minutes, the longest walk of other days too: { $jobs } jobs on average.
territory-below-lead = On Tuesday morning, { $share } of residents reach less than half of the mean (less than { $line }).
territory-neighbourhoods = Neighbourhood by neighbourhood
territory-jobs-tuesday-0730 = Jobs, Tuesday 07:30
territory-jobs-sunday-2200 = Jobs, Sunday 22:00
territory-jobs-on-foot = Jobs on foot in 20 min
territory-work-chart = Jobs within reach on average by neighbourhood, on Tuesday morning and on Sunday night. The table says the same.
territory-work-legend = Full bar: Tuesday at 07:30. Empty bar: Sunday at 22:00. Jobs within reach of a person of the neighbourhood, on average.
territory-equity = Is it shared?
territory-equity-lead = Too little: less than half of the mean of Tuesday morning. That is a choice, told with the figure.
territory-equity-chart = Share of residents who reach too few jobs, by moment. The table says the same.
territory-equity-legend = Share of residents who reach too few jobs.

territory-services-question = Which services are within reach, by day, in the evening and on Sunday?
territory-services-answer = Within { $minutes } minutes on foot and by public transport, at least one place of each kind is within reach of { $shares }.
territory-each-tuesday-1000 = { $share } of residents on Tuesday at 10:00
territory-each-tuesday-2030 = { $share } at 20:30
territory-each-sunday-1500 = { $share } on Sunday at 15:00
territory-services-lead = Kinds counted here: { $kinds }.
territory-services-open = These files do not tell opening hours: a place counts, open or not. The gap between day, evening and Sunday comes from public transport alone.
territory-kinds = Kind by kind
territory-kinds-lead = Places (or their capacity, where the file counts it) within reach of a mean resident in { $minutes } minutes, and the share of residents who have none.
territory-kinds-chart = Share of residents with no place of this kind within reach, on Tuesday at 10:00 and at 20:30. The table says the same.
territory-kinds-legend = Share of residents with no place within reach. Full bar: Tuesday at 10:00. Empty bar: Tuesday at 20:30.
territory-col-total = In all
territory-col-mean-at = Within reach, { $when }
territory-col-none-at = Have none, { $when }
territory-col-each-at = Have one of each kind, { $when }
territory-kind-by-zone = { $kind } within reach in { $minutes } minutes, neighbourhood by neighbourhood
territory-kind-chart = { $kind } within reach on average by neighbourhood, on Tuesday at 10:00 and at 20:30. The table says the same.
territory-kind-legend = Full bar: Tuesday at 10:00. Empty bar: Tuesday at 20:30. Within reach of a person of the neighbourhood, on average.

territory-people-question = Who reaches what, and who reaches too little?
territory-of-kind = { $kind ->
    [jobs] jobs
    [training] training places
    [childcare] childcare places
    [school] schools
    [health] health practitioners
    [shops] shops
   *[services] services
}
territory-people-answer = By profile, { $least } to { $most } of { $things } are within reach, there and back, in time and within budget. The least: “{ $low }”. The most: “{ $high }”.
territory-people-lead = Each profile is a kind of resident, with hours, time, budget, vehicles and rights; never a person.
territory-people-below = { $share } of the residents counted reach less than half of the mean of { $things }.
territory-profiles = { $kind }, profile by profile
territory-profiles-lead = Within reach: there in time and back, on every day worked, the same way, within the time and budget of the profile. The number of people is an estimate.
territory-profiles-chart = { $kind }: share within reach of each profile. The table says the same.
territory-profiles-legend = { $kind }: share within reach of the profile, over the whole territory.
territory-col-people = People, about
territory-col-share = Share within reach
territory-col-reached = Within reach
territory-col-affordable = Share that the budget allows
territory-col-per-person = Per person who wants them
territory-col-no-evening = Lost without transport after { CLOCK($hour) }
territory-col-energy = Lost if energy costs { $percent }% more
territory-gaps = Is it shared?
territory-gaps-lead = All profiles together. “Between profiles” and “between neighbourhoods” tell where Theil's inequality comes from.
territory-gaps-chart = Gini index of access by kind of places. The table says the same.
territory-gaps-legend = Gini index: 0 when all reach as much, near 1 when nearly everything is within reach of a few.
territory-people-by-zone = { $kind } within reach, neighbourhood by neighbourhood
territory-people-zone-chart = { $kind } within reach on average by neighbourhood, all profiles together. The table says the same.
territory-people-zone-legend = { $kind } within reach of a resident of the neighbourhood, all profiles together, on average.

territory-col-mean = Mean
territory-col-gini = Gini
territory-col-below = Reach too little
territory-col-fgt-0 = Reach too little
territory-col-gap = Mean gap to the line
territory-col-palma = Palma
territory-col-theil = Theil
territory-col-theil-between-profiles = of which between profiles
territory-col-theil-between-groups = of which between neighbourhoods
territory-col-concentration = Concentration
territory-col-erreygers = Erreygers
territory-col-unreached = Within nobody's reach

territory-bad-days-question = What is left within reach on bad days?
territory-bad-days-answer = Without any public transport, { $share } of the { $things } within reach in the morning no longer are.
territory-bad-days-worst = The worst of the other days, “{ $day }”, takes { $share } away at the moment when it hits hardest.
territory-bad-days-lead = { $kind } within reach in { $minutes } minutes on foot and by public transport; without it, what is walked in { $walk } minutes. People's own vehicles are not counted here.
territory-bad-days = Day by day
territory-bad-days-table-lead = Means over residents, on a usual Tuesday and on the bad day. “Lose much”: more than a quarter of what they reached. Days with a name and a date happened; they are replayed here, on the network and timetable of this territory.
territory-bad-days-chart = Share of the { $things } within reach that is lost, by bad day, in the morning and in the evening. The table says the same.
territory-bad-days-legend = Share lost. Full bar: Tuesday at 07:30. Empty bar: Tuesday at 19:30.
territory-col-after = On that day, { $when }
territory-col-loss = Lost, { $when }
territory-col-losing = Lose much, { $when }
territory-bad-day-by-zone = “{ $day }”, neighbourhood by neighbourhood
territory-bad-day-chart = Share of the { $things } within reach that each neighbourhood loses: “{ $day }”. The table says the same.

territory-years-question = What do projects change, year after year?
territory-years-answer = At the end of { $year }, a person reaches on average { $after } { $name } within { $minutes } minutes, against { $before } today.
territory-years-gain = { $residents } residents of { $all } then reach more of them.
territory-years-lead = { $count ->
    [one] { $count } dated change is counted
   *[other] { $count } dated changes are counted
}. A year counts only what is open on 31 December; what has closed is no longer there. All else, timetables included, is that of today.
territory-years = Year by year
territory-years-table-lead = Tuesday at 07:30, within { $minutes } minutes. Gain, lose: residents of today who reach more, or fewer.
territory-years-chart = { $kind } within reach of a mean resident, by year. The table says the same.
territory-years-legend = { $kind } within reach of a mean resident, Tuesday at 07:30.
territory-col-gain = Gain
territory-col-lose = Lose
territory-years-by-zone = Neighbourhood by neighbourhood
territory-years-zone-chart = { $kind } within reach on average by neighbourhood, today and in the last year. The table says the same.
territory-years-zone-legend = Full bar: today. Empty bar: end of { $year }.

territory-why = Why these figures?
territory-why-how = How it is computed
territory-why-says = What it says
territory-why-unit = Unit
territory-why-source = Formula
territory-why-data = Data
territory-why-days = Dates of the timetables: { $days }.
territory-why-remarks = Remarks of the computation
territory-why-jobs = For each place where people live, the sum of the jobs reached in { $minutes } minutes at most, waiting included, walking { $walk } minutes at most: the median of the 60 departures of the hour. Then the mean over residents. On Sunday the same jobs are counted, open or not.
territory-why-year = For each place where people live, the sum of the { $things } that are there on 31 December and reached in { $minutes } minutes at most, walking { $walk } minutes at most: the median of the 60 departures of the hour. Then the mean over the residents of that time.
territory-why-places = For each place where people live, the sum of the places (or of their capacity) reached in { $minutes } minutes at most, waiting included, walking { $walk } minutes at most: the median of the 60 departures of the hour. Then the mean over residents.
territory-why-none = Residents with less than one place of this kind within reach, over all residents.
territory-why-each = Residents with at least one place of each kind of the table within reach in { $minutes } minutes, over all residents.
territory-why-profile = For each place where people live and each profile, the sum of where one is in time and back from, on every day worked, the same way, within the limits of the profile. Then the mean over the people of the profile. Places of one square of 250 m are taken as one.
territory-why-per-person = Each place is shared out among all people, of all profiles, who have it within reach; the shares of what a person has within reach are added up.
territory-why-gini = Mean of the differences between two residents taken at random, over twice the mean.
territory-why-below = Residents who reach less than half of the mean, over all residents; the mean gap to the line also counts how much they lack. The line is the same for all rows of a kind of places.
territory-why-palma = Mean access of the 10% of residents in the cells with the highest incomes, over that of the 40% with the lowest.
territory-why-theil = Sum, over residents, of their access over the mean times its logarithm; the part “between” keeps the means of groups alone.
territory-why-concentration = Twice the covariance of access and rank of income, over the mean: above 0, access goes to high incomes.
territory-why-unreached = What not one person of any profile has within reach.

territory-loss-title = Share lost
territory-loss-how = 1 less the mean access of the bad day over that of a usual day; means over residents, at the same moment. Below 0: a gain.
territory-loss-says = What the bad day takes away from what is within reach on a usual day.
territory-loss-unit = share, in % (0 to 1 in files)
territory-loss-limits = Nobody changes habits, hour or mode. A flood replayed along waterways is a proxy, as the remarks tell.

territory-missing-title = What is not told here
territory-missing-zones = Neighbourhoods: no outlines are given (“priority” in workspace.yaml, or “boundary” in several parts with names).
territory-missing-job-counts = How many jobs each place of work has: each counts as one, which is no more than a proxy.
territory-missing-childcare = Childcare places: no file gives them.
territory-missing-school = Schools: no file gives them.
territory-missing-health = Health care: no file gives it.
territory-missing-shops = Shops: no file gives them.
territory-missing-mix = How many people each profile stands for: the file of residents lacks INSEE's columns (ages, poor households, single parents).
territory-missing-incomes = Palma and concentration: the file of residents does not give incomes.
territory-missing-offers = Fares of the territory: national prices alone are known, and budgets matter less than they really do.
territory-missing-waterways = Floods that happened: no file of waterways is given (“ground”, “waterway”, in workspace.yaml).
territory-missing-bad-days = Bad days of the territory's own: no scenario is given (“bad_days” in workspace.yaml).

territory-take = Take the figures along
territory-csv = This table (CSV)
territory-gpkg = This table with outlines (GeoPackage)
territory-cells-csv = By place where people live (CSV)
territory-cells-gpkg = By place where people live, with positions (GeoPackage)
territory-ogc = Open in a map program such as QGIS, by address (OGC API)
territory-choose-kind = Kind of places
territory-choose-counted = What is counted?
territory-title-kind = { $title } ({ $name })
territory-choose-day = Bad day
territory-show = Show
territory-scroll = Table: { $title }

territory-wait = These figures are being computed, once and for all.
territory-wait-long = { $part ->
    [people] It takes some minutes in a large city: each profile searches its trips there and back.
   *[other] It takes from a few seconds to a few minutes, by the size of the territory.
}
territory-wait-kept = They then stay until the data change, even if the site restarts.
territory-again = Compute again
territory-stopped = The computation was stopped.
territory-failed = The computation did not succeed.
territory-no-projects = No project is given for this territory yet.
territory-no-projects-how = Write a scenario whose changes have a date of opening (“from”) or closing (“until”), for instance from the page “What if”, then send it by “Bad days and projects”, which whoever manages the site finds under “Run the site”.
territory-no-services = No file of places beside jobs is given for this territory.
territory-no-services-how = Name childcare, schools, health care or shops in workspace.yaml, under “places”.
