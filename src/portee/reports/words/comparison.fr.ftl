# La page d'une comparaison de scénario, en français. Les mêmes messages sont dans comparison.en.ftl, avec les mêmes variables.

## La question et la réponse

comparison-question = Que change « { $name } » ?
comparison-page-title = { $question } · { $figure }
comparison-answer = { $figure } : { $gain }, { $lose }, sur { $total }.
comparison-answer-none = { $figure } : rien ne change, pour aucun { $unit ->
    [residents] habitant
   *[origins] lieu de départ
  }.
comparison-answer-nobody = { $figure } : aucun habitant n'est compté.
comparison-answer-few = { $figure } : moins de 11 habitants sont comptés, rien n'est montré.
comparison-gain = { $unit ->
    [residents] { $count ->
        [0] aucun habitant ne gagne
        [one] { $count } habitant gagne
       *[other] { $count } habitants gagnent
      }
   *[origins] { $count ->
        [0] aucun lieu de départ ne gagne
        [one] { $count } lieu de départ gagne
       *[other] { $count } lieux de départ gagnent
      }
  }
comparison-lose = { $count ->
    [0] aucun ne perd
    [one] { $count } perd
   *[other] { $count } perdent
  }
comparison-gain-few = moins de 11 habitants gagnent
comparison-lose-few = moins de 11 perdent
comparison-few = moins de 11
comparison-hidden = non montré
comparison-means = En moyenne { $unit ->
    [residents] par habitant
   *[origins] par lieu de départ
  } : { $before } avant, { $after } après.
comparison-loss = L'accès moyen baisse de { $loss }{"\u00A0"}%.
comparison-much = Perdent plus d'un quart de ce qu'ils avaient : { $much }. N'ont plus rien à portée : { $cut }.
comparison-people = { $unit ->
    [residents] { $count ->
        [0] aucun habitant
        [one] { $count } habitant
       *[other] { $count } habitants
      }
   *[origins] { $count ->
        [0] aucun lieu de départ
        [one] { $count } lieu de départ
       *[other] { $count } lieux de départ
      }
  }
comparison-people-few = moins de 11 habitants
comparison-gini = Répartition : { $case ->
    [much-more] nettement plus inégale qu'avant
    [more] un peu plus inégale qu'avant
    [same] aussi inégale qu'avant
    [less] un peu moins inégale qu'avant
   *[much-less] nettement moins inégale qu'avant
  } (indice de Gini : { $before } avant, { $after } après ; 0 : tous ont autant, 1 : un seul a tout).
comparison-when-depart = Le { DAY($day) }, départ entre { CLOCK($start) } et { CLOCK($end) }, { $way }.
comparison-when-arrive = Le { DAY($day) }, arrivée entre { CLOCK($start) } et { CLOCK($end) }, { $way }.
comparison-when-any = Déplacements { $way }, à toute heure.
comparison-new = { $count ->
    [one] { $count } lieu de départ n'existe qu'après : il n'est pas compté ici.
   *[other] { $count } lieux de départ n'existent qu'après : ils ne sont pas comptés ici.
  }

## Ce qui est compté

comparison-figure-jobs = Emplois à portée en { $minutes } min
comparison-figure-count = Lieux à portée en { $minutes } min
comparison-figure-other = À portée en { $minutes } min : { $name }
comparison-figure-percentile = { $figure } (centile { $percentile })

## Tables

comparison-figures-title = Avant et après
comparison-groups-title = Qui gagne, qui perd : { $figure }
comparison-groups-hidden = { $count ->
    [one] { $count } groupe n'est pas montré, pour ne pas publier le compte de moins de 11 habitants.
   *[other] { $count } groupes ne sont pas montrés, pour ne pas publier le compte de moins de 11 habitants.
  }
comparison-everyone = tous
comparison-figure = ce qui est compté
comparison-group = groupe
comparison-residents = habitants
comparison-origins = lieux
comparison-gains = gagnent
comparison-losses = perdent
comparison-before = moyenne avant
comparison-after = moyenne après
comparison-percent = { $value }{"\u00A0"}%
comparison-losers-title = Là où l'on perd le plus
comparison-winners-title = Là où l'on gagne le plus
comparison-losers-lead = Par habitant, pour : { $figure }
comparison-losers-uncounted = Les lieux ne sont pas montrés un à un, car on ne sait pas combien d'habitants chacun a.
comparison-losers-more = { $count ->
    [one] { $count } autre lieu perd moins.
   *[other] { $count } autres lieux perdent moins.
  }
comparison-losers-hidden = { $count ->
    [one] { $count } lieu de moins de 11 habitants perd aussi ; il n'est pas montré.
   *[other] { $count } lieux de moins de 11 habitants perdent aussi ; ils ne sont pas montrés.
  }
comparison-winners-more = { $count ->
    [one] { $count } autre lieu gagne moins.
   *[other] { $count } autres lieux gagnent moins.
  }
comparison-winners-hidden = { $count ->
    [one] { $count } lieu de moins de 11 habitants gagne aussi ; il n'est pas montré.
   *[other] { $count } lieux de moins de 11 habitants gagnent aussi ; ils ne sont pas montrés.
  }
comparison-place = lieu
comparison-was = avant
comparison-is = après
comparison-change = changement

## Carte

comparison-map-gain = gain
comparison-map-lose = perte
comparison-map-same = pas de changement
comparison-map-alt = Carte des lieux de départ : { $gain } gagnent (triangles bleus pointe en haut), { $lose } perdent (triangles brun-orange pointe en bas), { $same } ne changent pas (carrés gris).
comparison-map-hidden = { $count ->
    [one] { $count } lieu de moins de 11 habitants n'est pas dessiné
   *[other] { $count } lieux de moins de 11 habitants ne sont pas dessinés
  }

## Ce que le scénario modifie

modifications-title = Ce que le scénario modifie
modifications-none = Ce scénario ne modifie rien.
modifications-what = modification
modifications-detail = précisément
modifications-dates = dates
modified-always = toujours
modified-since = à partir du { DAY($day) }
modified-until = jusqu'au { DAY($day) }
modified-from-until = du { DAY($first) } au { DAY($last) }
modified-not-then = { $dates } (sans effet le jour étudié)

modification-add_aid = Aide nouvelle
modification-add_line = Ligne nouvelle
modification-add_places = Lieux nouveaux
modification-add_residents = Logements nouveaux
modification-add_service = Service nouveau
modification-add_stop = Arrêt nouveau
modification-add_street = Rue nouvelle
modification-cancel = Service supprimé
modification-close_stop = Arrêts fermés
modification-close_streets = Rues fermées
modification-curfew = Arrêt du service le soir
modification-energy_price = Prix de l'énergie
modification-hazard = Aléa : inondation, feu ou autre
modification-low_emission_zone = Zones à faibles émissions
modification-move_places = Lieux déplacés
modification-open_streets = Rues ouvertes
modification-pedestrianise = Rues piétonnes
modification-remove_line = Ligne supprimée
modification-remove_offer = Offres supprimées
modification-remove_places = Lieux supprimés
modification-reroute_line = Ligne déviée
modification-service_hours = Heures de service
modification-set_column = Lieux modifiés
modification-set_fare = Prix des tickets et abonnements
modification-set_frequency = Fréquence d'une ligne
modification-slow_streets = Vitesse sur des rues
modification-speed_line = Vitesse d'une ligne
modification-thin_out = Moins de courses sur une ligne

modified-name = « { $value } »
modified-line = ligne { $value }
modified-lines = lignes : { $value }
modified-mode = { $value }
modified-modes = pour : { $value }
modified-operators = exploitants : { $value }
modified-stops = arrêts : { $value }
modified-every_min = toutes les { $value } min
modified-between = { $value }
modified-days = { $value }
modified-like = comme { $value }
modified-speed_kmh = à { $value } km/h
modified-car_kmh = voitures à { $value } km/h
modified-one_way = un seul sens
modified-share = { $value } des courses
modified-keep = { $value } des courses gardées
modified-factor = multiplié par { $value }
modified-last_departure = dernier départ à { $value }
modified-closed = plus aucun arrêt desservi après { $value }
modified-first = premier départ à { $value }
modified-last = dernier départ à { $value }
modified-leaves = quitte son trajet à { $value }
modified-joins = le retrouve à { $value }
modified-via = par { $value }
modified-after = après { $value }
modified-before = avant { $value }
modified-streets = { $value }
modified-osm_ways = tronçons OpenStreetMap : { $value }
modified-area = dans une zone dessinée
modified-across = là où passe une ligne dessinée
modified-of = de : { $value }
modified-ids = { $value }
modified-places = lieux : { $value }
modified-closed_stops = arrêts fermés : { $value }
modified-zones = zones : { $value }
modified-at = à { $value }
modified-column = { $value }
modified-cap = leur plafond mensuel aussi
modified-value = devient { $value }
modified-price_eur = { $value }
modified-tariff = « { $value } »
modified-aid = « { $value } »
modified-service = « { $value } »
modified-off = zones supprimées : { $value }
modified-id = { $value }
modified-car = voitures interdites à partir de : { $value }
modified-van = utilitaires interdits à partir de : { $value }
modified-two_wheeler = deux-roues interdits à partir de : { $value }
modified-more = et { $count } de plus
modified-hours = de { CLOCK($start) } à { CLOCK($end) }
mode-tram = tram
mode-metro = métro
mode-rail = train
mode-bus = bus
mode-ferry = bateau
mode-cable = téléphérique
mode-funicular = funiculaire
mode-walk = marche
mode-wheelchair = fauteuil roulant
mode-bicycle = vélo
mode-e_scooter = trottinette électrique
mode-car = voiture

## Comment c'est calculé

comparison-how-twice = Le territoire est calculé deux fois, sans le scénario puis avec, avec les mêmes habitants, la même date et les mêmes horaires ailleurs. Un lieu que le scénario ne peut pas toucher garde son chiffre d'avant.
comparison-how-count = « À portée » compte ce que l'on atteint en cette durée depuis chaque lieu de départ, attente et marche comprises. Les horaires des transports sont ceux qui sont publiés : un retard n'est pas compté.
comparison-how-median = Parmi les heures de départ ou d'arrivée étudiées, la durée retenue est la médiane : une fois sur deux, le trajet est plus court.
comparison-how-percentile = Parmi les heures de départ ou d'arrivée étudiées, la durée retenue est le centile écrit à côté du chiffre.
comparison-how-people = Un habitant gagne si le chiffre de son lieu augmente, et perd s'il baisse, si peu que ce soit. Les moyennes comptent chaque lieu autant de fois qu'il a d'habitants.
comparison-how-origins = Un lieu de départ gagne si son chiffre augmente, et perd s'il baisse, si peu que ce soit. Le nombre d'habitants n'est pas connu : chaque lieu compte une fois.
comparison-how-much = « Plus d'un quart » est un seuil choisi pour cette page.
comparison-how-gini = « Un peu » veut dire que l'indice de Gini change de moins de { $little }, et « aussi inégale » qu'il ne change pas une fois arrondi au millième : ce sont des choix.
comparison-how-secret = Un compte de moins de 11 habitants n'est jamais montré : il est écrit « moins de 11 », ou laissé de côté.
comparison-data-scenario = Scénario « { $name } », identifiant { $id }.
comparison-data-day = Modifications en vigueur le { DAY($day) }.

comparison-by-hour = En partant vers
comparison-by-hour-title = À d'autres heures
comparison-by-hour-lead = La même question à d'autres heures de départ.
comparison-by-profile = Qui
comparison-by-profile-title = Pour d'autres personnes
comparison-by-profile-lead = Comme si tout le monde avait ce profil : ce que l'on atteint à l'heure et dont on revient, chaque jour travaillé, avec ses véhicules, ses abonnements et ses droits, ses horaires, son temps et son budget. L'heure et les minutes demandées plus haut ne comptent pas ici ; les lieux d'un carré de 250 m n'en font qu'un.
comparison-elsewhere = Ailleurs
