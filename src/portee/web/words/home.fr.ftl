# La première page.

home-question = Qui peut atteindre quoi, à quelle heure, à quel prix ?
home-answer = Choisissez une question : la réponse vient d'abord, puis la carte, le tableau et la méthode.
home-privacy = Rien de ce que vous demandez pour une personne n'est gardé. Pas de traceur.
