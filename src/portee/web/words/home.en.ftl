# The first page.

home-question = Who can reach what, at which hour, at what price?
home-answer = Choose a question: the answer comes first, then the map, the table and the method.
home-privacy = Nothing you ask for a person is kept. No tracking.

## For whom

home-resident = You live here
home-counsellor = You help somebody into work
home-firm = You are hiring
home-planner = You plan how people get around a territory
home-contributor = You want to share what you know
home-trainer = You train or lead a group
