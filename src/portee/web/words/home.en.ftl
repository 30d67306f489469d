# The first page.

home-question = Who can reach what, at which hour, at what price?
home-answer = Choose a question: the answer comes first, then the map, the table and the method.
home-privacy = Nothing you ask for a person is kept. No tracking.
