# La première page.

home-question = Qui peut atteindre quoi, à quelle heure, à quel prix ?
home-answer = Choisissez une question : la réponse vient d'abord, puis la carte, le tableau et la méthode.
home-privacy = Rien de ce que vous demandez pour une personne n'est gardé. Pas de traceur.

## Pour qui

home-resident = Vous habitez ici
home-counsellor = Vous accompagnez quelqu'un vers l'emploi
home-firm = Vous recrutez
home-planner = Vous organisez les déplacements d'un territoire
home-contributor = Vous voulez partager ce que vous savez
home-trainer = Vous formez ou animez un groupe
