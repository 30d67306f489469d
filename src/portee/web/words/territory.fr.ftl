# Le territoire, quartier par quartier.

page-territory = Le territoire
page-territory-lead = Ce que les habitants atteignent : emplois et services, à quelles heures, selon les personnes, les mauvais jours et les années de projets.

territory-parts = Questions sur le territoire
territory-part-work = Emplois
territory-part-services = Services
territory-part-people = Personnes
territory-part-bad-days = Mauvais jours
territory-part-years = Années de projets
territory-title-work = Le territoire : emplois à portée
territory-title-services = Le territoire : services à portée
territory-title-people = Le territoire : qui atteint quoi
territory-title-bad-days = Le territoire : mauvais jours
territory-title-years = Le territoire : années de projets

territory-percent = { $value } %
territory-name = Quartier
territory-others = Hors de ces quartiers
territory-residents = Habitants
territory-moment = Moment
territory-kind = Sorte de lieux
territory-profile = Profil d'habitant
territory-bad-day = Mauvais jour
territory-year = Fin de l'année
territory-table-lead = Par ordre alphabétique. Ce sont les lieux qui sont plus ou moins bien desservis, pas les gens qui manquent de quelque chose. « – » : trop peu de ménages pour le dire, ou rien à compter.

territory-row-tuesday-0730 = mardi à 7 h 30
territory-row-sunday-2200 = dimanche à 22 h
territory-row-on-foot = à pied, sans transport en commun
territory-row-strike = Aucun transport en commun
territory-row-today = aujourd'hui
territory-when-tuesday-0730 = mardi 7 h 30
territory-when-tuesday-1930 = mardi 19 h 30
territory-when-tuesday-1000 = mardi 10 h
territory-when-tuesday-2030 = mardi 20 h 30
territory-when-sunday-1500 = dimanche 15 h

territory-work-question = Combien d'emplois les habitants atteignent-ils, et où moins qu'ailleurs ?
territory-work-answer = En { $minutes } minutes à pied et en transports en commun, une personne atteint en moyenne { $means }.
territory-mean-tuesday-0730 = { $jobs } emplois le mardi à 7 h 30
territory-mean-sunday-2200 = { $jobs } le dimanche à 22 h
territory-total = Le territoire compte { $jobs } emplois et { $residents } habitants.
territory-lost = Le dimanche soir, { $percent } % de ce qui est à portée le mardi matin ne l'est plus.
territory-on-foot-lead = Un jour sans aucun transport en commun, à pied, en { $minutes } minutes au plus, comme la plus longue marche des autres jours : { $jobs } emplois en moyenne.
territory-below-lead = Le mardi matin, { $share } des habitants en atteignent moins de la moitié de la moyenne (moins de { $line }).
territory-neighbourhoods = Quartier par quartier
territory-jobs-tuesday-0730 = Emplois, mardi 7 h 30
territory-jobs-sunday-2200 = Emplois, dimanche 22 h
territory-jobs-on-foot = Emplois à pied en 20 min
territory-work-chart = Emplois à portée en moyenne par quartier, le mardi matin et le dimanche soir. Le tableau dit la même chose.
territory-work-legend = Barre pleine : mardi à 7 h 30. Barre vide : dimanche à 22 h. Emplois à portée d'une personne du quartier, en moyenne.
territory-equity = Est-ce partagé ?
territory-equity-lead = Trop peu : moins de la moitié de la moyenne du mardi matin. C'est un choix, dit avec le chiffre.
territory-equity-chart = Part des habitants qui atteignent trop peu d'emplois, par moment. Le tableau dit la même chose.
territory-equity-legend = Part des habitants qui atteignent trop peu d'emplois.

territory-services-question = Quels services sont à portée, en journée, le soir et le dimanche ?
territory-services-answer = En { $minutes } minutes à pied et en transports en commun, ont au moins un lieu de chaque sorte à portée : { $shares }.
territory-each-tuesday-1000 = { $share } des habitants le mardi à 10 h
territory-each-tuesday-2030 = { $share } à 20 h 30
territory-each-sunday-1500 = { $share } le dimanche à 15 h
territory-services-lead = Sortes comptées ici : { $kinds }.
territory-services-open = Les heures d'ouverture ne sont pas dites par ces fichiers : un lieu compte, ouvert ou non. L'écart entre le jour, le soir et le dimanche vient des seuls transports.
territory-kinds = Sorte par sorte
territory-kinds-lead = Lieux (ou places, là où le fichier les compte) à portée d'un habitant moyen en { $minutes } minutes, et part des habitants qui n'en ont aucun.
territory-kinds-chart = Part des habitants sans aucun lieu de cette sorte à portée, le mardi à 10 h et à 20 h 30. Le tableau dit la même chose.
territory-kinds-legend = Part des habitants sans aucun lieu à portée. Barre pleine : mardi à 10 h. Barre vide : mardi à 20 h 30.
territory-col-total = En tout
territory-col-mean-at = À portée, { $when }
territory-col-none-at = N'en ont aucun, { $when }
territory-col-each-at = Ont un lieu de chaque sorte, { $when }
territory-kind-by-zone = { $kind } à portée en { $minutes } minutes, quartier par quartier
territory-kind-chart = { $kind } à portée en moyenne par quartier, le mardi à 10 h et à 20 h 30. Le tableau dit la même chose.
territory-kind-legend = Barre pleine : mardi à 10 h. Barre vide : mardi à 20 h 30. À portée d'une personne du quartier, en moyenne.

territory-people-question = Qui atteint quoi, et qui atteint trop peu ?
territory-of-kind = { $kind ->
    [jobs] des emplois
    [training] des places de formation
    [childcare] des places de crèche
    [school] des écoles
    [health] des soignants
    [shops] des commerces
   *[services] des services
}
territory-people-answer = Selon les profils, { $least } à { $most } { $things } sont à portée, aller et retour, à l'heure et dans le budget. Le moins : « { $low } ». Le plus : « { $high } ».
territory-people-lead = Chaque profil est une sorte d'habitant, avec ses horaires, son temps, son budget, ses véhicules et ses droits ; jamais une personne.
territory-people-below = { $share } des habitants comptés atteignent moins de la moitié de la moyenne { $things }.
territory-profiles = { $kind }, profil par profil
territory-profiles-lead = À portée : on y est à l'heure et on en revient, chaque jour travaillé, de la même façon, dans le temps et le budget du profil. Le nombre de personnes est une estimation.
territory-profiles-chart = { $kind } : part à portée de chaque profil. Le tableau dit la même chose.
territory-profiles-legend = { $kind } : part à portée du profil, sur tout le territoire.
territory-col-people = Personnes, environ
territory-col-share = Part à portée
territory-col-reached = À portée
territory-col-affordable = Part que le budget permet
territory-col-per-person = Par personne qui les veut
territory-col-no-evening = Perdu sans transports après { CLOCK($hour) }
territory-col-energy = Perdu si l'énergie coûte { $percent } % de plus
territory-gaps = Est-ce partagé ?
territory-gaps-lead = Tous profils ensemble. « Entre profils » et « entre quartiers » disent d'où vient l'inégalité de Theil.
territory-gaps-chart = Indice de Gini de l'accès par sorte de lieux. Le tableau dit la même chose.
territory-gaps-legend = Indice de Gini : 0 quand tous atteignent autant, près de 1 quand presque tout est à la portée de quelques-uns.
territory-people-by-zone = { $kind } à portée, quartier par quartier
territory-people-zone-chart = { $kind } à portée en moyenne par quartier, tous profils ensemble. Le tableau dit la même chose.
territory-people-zone-legend = { $kind } à portée d'un habitant du quartier, tous profils ensemble, en moyenne.

territory-col-mean = Moyenne
territory-col-gini = Gini
territory-col-below = Atteignent trop peu
territory-col-fgt-0 = Atteignent trop peu
territory-col-gap = Écart moyen au seuil
territory-col-palma = Palma
territory-col-theil = Theil
territory-col-theil-between-profiles = dont entre profils
territory-col-theil-between-groups = dont entre quartiers
territory-col-concentration = Concentration
territory-col-erreygers = Erreygers
territory-col-unreached = À la portée de personne

territory-bad-days-question = Que reste-t-il à portée les mauvais jours ?
territory-bad-days-answer = Sans aucun transport en commun, { $share } { $things } à portée le matin ne le sont plus.
territory-bad-days-worst = Le pire des autres jours, « { $day } », en retire { $share } au moment où il frappe le plus.
territory-bad-days-lead = { $kind } à portée en { $minutes } minutes à pied et en transports en commun ; sans transports, ce qui se marche en { $walk } minutes. Les véhicules personnels ne sont pas comptés ici.
territory-bad-days = Jour par jour
territory-bad-days-table-lead = Moyennes par habitant, un mardi ordinaire et le mauvais jour. « Perdent beaucoup » : plus du quart de ce qu'ils atteignaient. Les jours qui portent un nom et une date se sont produits ; ils sont rejoués ici, sur le réseau et les horaires de ce territoire.
territory-bad-days-chart = Part { $things } à portée qui est perdue, par mauvais jour, le matin et le soir. Le tableau dit la même chose.
territory-bad-days-legend = Part perdue. Barre pleine : mardi à 7 h 30. Barre vide : mardi à 19 h 30.
territory-col-after = Ce jour-là, { $when }
territory-col-loss = Perdu, { $when }
territory-col-losing = Perdent beaucoup, { $when }
territory-bad-day-by-zone = « { $day } », quartier par quartier
territory-bad-day-chart = Part { $things } à portée que perd chaque quartier : « { $day } ». Le tableau dit la même chose.

territory-years-question = Que changent les projets, année après année ?
territory-years-answer = Fin { $year }, une personne atteint en moyenne { $after } { $name } en { $minutes } minutes, contre { $before } aujourd'hui.
territory-years-gain = { $residents } habitants sur { $all } en atteignent alors davantage.
territory-years-lead = { $count ->
    [one] { $count } changement daté est compté
   *[other] { $count } changements datés sont comptés
}. Une année ne compte que ce qui est ouvert le 31 décembre ; ce qui a fermé n'y est plus. Tout le reste, horaires compris, est celui d'aujourd'hui.
territory-years = Année par année
territory-years-table-lead = Mardi à 7 h 30, en { $minutes } minutes. Gagnent, perdent : habitants d'aujourd'hui qui en atteignent plus, ou moins.
territory-years-chart = { $kind } à portée d'un habitant moyen, par année. Le tableau dit la même chose.
territory-years-legend = { $kind } à portée d'un habitant moyen, mardi à 7 h 30.
territory-col-gain = Gagnent
territory-col-lose = Perdent
territory-years-by-zone = Quartier par quartier
territory-years-zone-chart = { $kind } à portée en moyenne par quartier, aujourd'hui et la dernière année. Le tableau dit la même chose.
territory-years-zone-legend = Barre pleine : aujourd'hui. Barre vide : fin { $year }.

territory-why = Pourquoi ces chiffres ?
territory-why-how = Calcul
territory-why-says = Ce que cela dit
territory-why-unit = Unité
territory-why-source = Formule
territory-why-data = Données
territory-why-days = Dates des horaires : { $days }.
territory-why-remarks = Remarques du calcul
territory-why-jobs = Pour chaque lieu d'habitation, somme des emplois atteints en { $minutes } minutes au plus, attente comprise, marche de { $walk } minutes au plus : médiane des 60 départs de l'heure. Puis moyenne sur les habitants. Le dimanche, les mêmes emplois sont comptés, ouverts ou non.
territory-why-year = Pour chaque lieu d'habitation, somme { $things } qui existent le 31 décembre et que l'on atteint en { $minutes } minutes au plus, marche de { $walk } minutes au plus : médiane des 60 départs de l'heure. Puis moyenne sur les habitants d'alors.
territory-why-places = Pour chaque lieu d'habitation, somme des lieux (ou de leurs places) atteints en { $minutes } minutes au plus, attente comprise, marche de { $walk } minutes au plus : médiane des 60 départs de l'heure. Puis moyenne sur les habitants.
territory-why-none = Habitants dont moins d'un lieu de cette sorte est à portée, divisés par tous les habitants.
territory-why-each = Habitants qui ont au moins un lieu de chaque sorte du tableau à portée en { $minutes } minutes, divisés par tous les habitants.
territory-why-profile = Pour chaque lieu d'habitation et chaque profil, somme de ce où l'on est à l'heure et d'où l'on revient, chaque jour travaillé, de la même façon, dans les limites du profil. Puis moyenne sur les personnes du profil. Les lieux d'un même carré de 250 m n'en font qu'un.
territory-why-per-person = Chaque lieu est partagé entre toutes les personnes, de tous les profils, qui l'ont à portée ; on additionne les parts de ce qu'une personne a à portée.
territory-why-gini = Moyenne des écarts entre deux habitants pris au hasard, divisée par deux fois la moyenne.
territory-why-below = Habitants qui atteignent moins de la moitié de la moyenne, divisés par tous les habitants ; l'écart moyen au seuil compte aussi combien il leur manque. Le seuil est le même pour toutes les lignes d'une sorte de lieux.
territory-why-palma = Accès moyen des 10 % d'habitants des carreaux aux revenus les plus hauts, divisé par celui des 40 % aux revenus les plus bas.
territory-why-theil = Somme, sur les habitants, de leur accès rapporté à la moyenne fois son logarithme ; la part « entre » ne garde que les moyennes des groupes.
territory-why-concentration = Deux fois la covariance entre l'accès et le rang de revenu, divisée par la moyenne : au-dessus de 0, l'accès va aux revenus élevés.
territory-why-unreached = Ce que pas une personne d'aucun profil n'a à portée.

territory-loss-title = Part perdue
territory-loss-how = 1 moins l'accès moyen du mauvais jour divisé par celui d'un jour ordinaire ; moyennes sur les habitants, au même moment. Au-dessous de 0 : un gain.
territory-loss-says = Ce que le mauvais jour retire de ce qui est à portée un jour ordinaire.
territory-loss-unit = part, en % (de 0 à 1 dans les fichiers)
territory-loss-limits = Personne ne change d'habitude, d'heure ni de mode. Une crue rejouée le long des cours d'eau est une approximation, dite par les remarques.

territory-missing-title = Ce qui n'est pas dit ici
territory-missing-zones = Les quartiers : aucun contour n'est donné (« priority » dans workspace.yaml, ou « boundary » en plusieurs parties qui ont un nom).
territory-missing-job-counts = Le nombre d'emplois de chaque lieu de travail : chacun compte pour un, ce qui n'est qu'une approximation.
territory-missing-childcare = Les places de crèche : aucun fichier ne les donne.
territory-missing-school = Les écoles : aucun fichier ne les donne.
territory-missing-health = Les soins : aucun fichier ne les donne.
territory-missing-shops = Les commerces : aucun fichier ne les donne.
territory-missing-mix = Combien de personnes chaque profil compte : le fichier d'habitants n'a pas les colonnes de l'INSEE (âges, ménages pauvres, familles monoparentales).
territory-missing-incomes = Palma et concentration : le fichier d'habitants ne donne pas les revenus.
territory-missing-offers = Les tarifs du territoire : seuls les prix nationaux sont connus, et le budget compte moins qu'en réalité.
territory-missing-waterways = Les crues qui se sont produites : aucun fichier de cours d'eau n'est donné (« ground », « waterway », dans workspace.yaml).
territory-missing-bad-days = Les mauvais jours propres au territoire : aucun scénario n'est donné (« bad_days » dans workspace.yaml).

territory-take = Emporter les chiffres
territory-csv = Ce tableau (CSV)
territory-gpkg = Ce tableau avec les contours (GeoPackage)
territory-cells-csv = Par lieu d'habitation (CSV)
territory-cells-gpkg = Par lieu d'habitation, avec les positions (GeoPackage)
territory-ogc = Ouvrir dans un logiciel de cartes comme QGIS, par une adresse (OGC API)
territory-choose-kind = Sorte de lieux
territory-choose-counted = Que compter ?
territory-title-kind = { $title } ({ $name })
territory-choose-day = Mauvais jour
territory-show = Montrer
territory-scroll = Tableau : { $title }

territory-wait = Ces chiffres se calculent, une fois pour toutes.
territory-wait-long = { $part ->
    [people] Cela prend quelques minutes sur une grande ville : chaque profil cherche ses trajets aller et retour.
   *[other] Cela prend de quelques secondes à quelques minutes selon la taille du territoire.
}
territory-wait-kept = Ils restent ensuite jusqu'à ce que les données changent, même si le site redémarre.
territory-again = Relancer le calcul
territory-stopped = Le calcul a été arrêté.
territory-failed = Le calcul n'a pas abouti.
territory-no-projects = Aucun projet n'est encore donné pour ce territoire.
territory-no-projects-how = Écrivez un scénario dont les changements ont une date d'ouverture (« from ») ou de fermeture (« until »), par exemple depuis la page « Et si », puis envoyez-le par « Mauvais jours et projets », que la personne qui gère le site trouve sous « Tenir le site ».
territory-no-services = Aucun fichier de lieux, hors emplois, n'est donné pour ce territoire.
territory-no-services-how = Nommez des crèches, des écoles, des soins ou des commerces dans workspace.yaml, sous « places ».
