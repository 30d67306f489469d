# Ce que disent tous les formulaires.

form-choose = Choisir…
form-needed = Répondez à cette question.
form-choice = Choisissez une des réponses proposées.
form-number = Écrivez un nombre.
form-range = Ce nombre est trop petit ou trop grand.
form-clock = Écrivez une heure comme 05:30.
form-same-time = La fin est à la même heure que le début.
form-problems = { $count ->
    [one] Une réponse est à revoir.
   *[other] { $count } réponses sont à revoir.
  }
form-seconds = La réponse prend de quelques secondes à une minute.

place-hint = Une rue, un arrêt, ou latitude, longitude. Le numéro et la ville ne sont pas nécessaires.
place-unknown = Ce lieu n'est pas trouvé. Essayez une rue voisine ou l'arrêt le plus proche.
place-several = Plusieurs lieux portent ce nom : choisissez le bon.
place-which = Lequel ?
place-neighbourhood = { $name } (quartier)
place-stop = { $name } (arrêt)
place-street = { $name } (rue)
place-near = { $name }, près de « { $near } »
