# Le territoire, quartier par quartier.

page-territory = Le territoire
page-territory-lead = Ce que les habitants atteignent, quartier par quartier, un matin de semaine et un dimanche soir.
territory-question = Combien d'emplois les habitants atteignent-ils, et où moins qu'ailleurs ?
territory-answer = En { $minutes } minutes à pied et en transports en commun, une personne atteint en moyenne { $means }.
territory-mean-tuesday = { $jobs } emplois le mardi à 7 h 30
territory-mean-sunday = { $jobs } le dimanche à 22 h
territory-total = Le territoire compte { $jobs } emplois et { $residents } habitants.
territory-lost = Le dimanche soir, { $percent } % de ce qui est à portée le mardi matin ne l'est plus.
territory-chart = Emplois à portée en moyenne par quartier, le mardi matin et le dimanche soir. Le tableau dit la même chose.
territory-legend = Barre pleine : mardi à 7 h 30. Barre vide : dimanche à 22 h. Emplois à portée d'une personne du quartier, en moyenne.
territory-legend-one = Emplois à portée d'une personne du quartier, en moyenne.
territory-table = Quartier par quartier
territory-table-lead = Par ordre alphabétique. Ce sont les lieux qui sont plus ou moins bien desservis, pas les gens qui manquent de quelque chose.
territory-name = quartier
territory-others = Hors de ces quartiers
territory-residents = habitants
territory-tuesday = emplois, mardi 7 h 30
territory-sunday = emplois, dimanche 22 h
territory-how = Médiane des 60 départs de l'heure, attente comprise, { $minutes } minutes au plus. Le dimanche, les mêmes emplois sont comptés, ouverts ou non : l'écart vient des seuls transports.
territory-gini = L'indice de Gini dit si tous atteignent autant : 0 quand c'est le cas, près de 1 quand presque tout est à la portée de quelques-uns.
territory-gini-tuesday = Gini le mardi à 7 h 30 : { $gini }.
territory-gini-sunday = Gini le dimanche à 22 h : { $gini }.
territory-secret = Où trop peu de ménages habitent, aucun chiffre n'est dit.
territory-csv = Télécharger le tableau (CSV)
territory-wait = Les chiffres se calculent, une fois pour toutes. Cela prend de quelques secondes à quelques minutes.
territory-look-again = Voir s'ils sont prêts
