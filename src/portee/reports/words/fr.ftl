# Ce que les gens lisent, en français. Les mêmes messages sont dans en.ftl, avec les mêmes variables.
# Fonctions ajoutées : CLOCK (secondes après minuit), EUR (euros).

list = { $first } et { $last }
list-or = { $first } ou { $second }
yes = oui
no = non
more-rows = { $count ->
    [one] … et { $count } autre.
   *[other] … et { $count } autres.
  }

## La question et la réponse

question-jobs = Quels emplois sont vraiment à portée ?
question-count = Quels lieux de travail sont vraiment à portée ?
page-title = { $question } · { $profile }

answer = Depuis chez vous, { $limits }, { $share }.
limits-time = en { $minutes } min au plus par trajet
limits-both = en { $minutes } min au plus par trajet et { EUR($eur) } au plus par mois
share-jobs = { $case ->
    [all] tous les emplois sont vraiment à portée
    [almost-all] presque tous les emplois sont vraiment à portée
    [tenths] { $n }{"\u00A0"}emplois sur{"\u00A0"}10 sont vraiment à portée
    [one-in] 1{"\u00A0"}emploi sur{"\u00A0"}{ $n } est vraiment à portée
    [almost-none] presque aucun emploi n'est vraiment à portée
   *[none] aucun emploi n'est vraiment à portée
  }
share-count = { $case ->
    [all] tous les lieux de travail sont vraiment à portée
    [almost-all] presque tous les lieux de travail sont vraiment à portée
    [tenths] { $n }{"\u00A0"}lieux de travail sur{"\u00A0"}10 sont vraiment à portée
    [one-in] 1{"\u00A0"}lieu de travail sur{"\u00A0"}{ $n } est vraiment à portée
    [almost-none] presque aucun lieu de travail n'est vraiment à portée
   *[none] aucun lieu de travail n'est vraiment à portée
  }
counted-jobs = { $reached ->
    [one] C'est { $reached } emploi sur { $total }.
   *[other] C'est { $reached } emplois sur { $total }.
  }
counted-count = { $reached ->
    [one] C'est { $reached } lieu de travail sur { $total }.
   *[other] C'est { $reached } lieux de travail sur { $total }.
  }
meaning = « Vraiment à portée » : vous arrivez à l'heure et vous rentrez chez vous, chaque jour travaillé, dans ces limites.
who = Profil : { $title }
when = Semaine du { DAY($monday) }. Horaires : { $hours }.
hours-own = ceux de chaque lieu de travail
hours-own-else = ceux de chaque lieu de travail ; où ils ne sont pas dits, { $hours }
hours-shift = { $days } de { CLOCK($start) } à { CLOCK($end) }
hours-rotation = { $days } de { CLOCK($start) } à { CLOCK($end) }, une semaine sur { $weeks }
days-every = tous les jours
days-run = du { $first } au { $last }
days-list = le { $days }
day-mon = lundi
day-tue = mardi
day-wed = mercredi
day-thu = jeudi
day-fri = vendredi
day-sat = samedi
day-sun = dimanche
via = En passant par { $stops }.
stop-childcare = la crèche
stop-school = l'école

## Moyens de se déplacer

kind-walk = à pied
kind-wheelchair = en fauteuil roulant
kind-bicycle = à vélo
kind-e_bike = à vélo électrique
kind-cargo_bike = à vélo cargo
kind-e_scooter = en trottinette électrique
kind-moped = en cyclomoteur
kind-motorcycle = à moto
kind-car = en voiture
kind-van = en camionnette
kind-transit = en transports en commun
kind-bike_and_ride = en transports en commun
kind-park_and_ride = en voiture, puis en transports en commun
kind-docked = en libre-service
kind-free_floating = en libre-service
kind-docked_and_ride = en transports en commun
kind-loan = en prêt ou en location
kind-carpool = en covoiturage
kind-on_demand = en transport à la demande
kind-car_share = en autopartage
kind-named = { $kind } ({ $title })

## Pourquoi le reste n'est pas à portée

reasons-title = Pourquoi le reste ne l'est pas
reasons-lead = Une raison par lieu : ce qui, levé seul, le mettrait à portée.
reasons-none = Tout est à portée.
reason = raison
reason-typical = le plus souvent
reason-stop_hours = La crèche ou l'école n'est pas ouverte à ces heures
reason-no_return = Pas de retour après le travail
reason-no_arrival = Pas d'arrivée à l'heure
reason-no_service = Pas de transport à ces heures
reason-budget = Trop cher
reason-right = Une condition n'est pas remplie
reason-time = Trop long
reason-several = Plusieurs obstacles à la fois
reason-too_far = Trop loin, avec tout ce qui a été essayé
detail-stop_hours = il manque { $minutes } min d'ouverture, le matin ou le soir
detail-no_return = pas de retour après { CLOCK($time) }
detail-no_return-unknown = heure du dernier retour non calculée
detail-no_arrival = pas d'arrivée avant { CLOCK($time) }
detail-no_arrival-unknown = heure de la première arrivée non calculée
detail-no_service = il y en a de 8 h à 17 h
detail-budget = { EUR($eur) } de trop par mois
detail-budget-unknown = prix inconnu : aucun budget ne le couvre à coup sûr
detail-right = { $condition }, pour y aller { $way }
detail-time = { $minutes } min de trop par trajet
detail-several = aucun changement seul ne suffit
detail-too_far = même sans limite d'argent et de 8 h à 17 h

## Conditions

to-check = à vérifier : { $condition }
need-licence_a = il faut un permis moto (A1, A2 ou A)
need-licence_b = il faut le permis B
need-licence_am = il faut le permis AM ou un autre permis
need-bank_card = il faut une carte bancaire
need-smartphone = il faut un smartphone
need-cycles = il faut rouler à vélo ou en trottinette
need-carpool = il faut accepter de voyager avec d'autres
need-wheelchair = il faut se déplacer en fauteuil roulant
need-pushchair = il faut avoir une poussette
need-not = { $condition } : ce doit être non
need-equal = { $fact } : { $value }
need-one_of = { $fact } : { $values }
need-has = { $fact } : il faut « { $value } »
need-has_not = { $fact } : sans « { $value } »
need-at_least = { $fact } : { $value } ou plus
need-at_most = { $fact } : { $value } ou moins
need-above = { $fact } : plus de { $value }
need-below = { $fact } : moins de { $value }
fact-age = âge
fact-status = situation
fact-income_eur_month = revenu par mois, en euros
fact-household_income_eur_month = revenu du ménage par mois, en euros
fact-adults = adultes dans le ménage
fact-children = enfants dans le ménage
fact-youngest_child = âge du plus jeune enfant
fact-consumption_units = unités de consommation du ménage
fact-licence_am = permis AM
fact-licence_a = permis moto (A1, A2 ou A)
fact-licence_b = permis B
fact-bank_card = carte bancaire
fact-smartphone = smartphone
fact-cycles = vélo ou trottinette possible
fact-carpool = voyage avec d'autres possible
fact-wheelchair = fauteuil roulant
fact-pushchair = poussette
fact-rights = droits
fact-passes = abonnements
fact-vehicles = véhicules
fact-languages = langues
status-jobseeker = à la recherche d'un emploi
status-employee = salarié
status-apprentice = apprenti
status-student = étudiant
status-trainee = stagiaire de la formation
status-self_employed = indépendant
status-inactive = sans activité
status-retired = à la retraite
right-rsa = RSA
right-css = complémentaire santé solidaire
right-internship_agreement = convention de stage
right-disability_card = carte mobilité inclusion
right-priority_neighbourhood = habiter un quartier prioritaire
right-solidarity_fare = tarif solidaire

## Ce qui est à portée

places-title = Ce qui est à portée, du plus proche au plus lointain
places-none = Rien n'est à portée dans ces limites.
place = lieu
place-id = lieu { $id }
place-id-beside = lieu { $id }, { $beside }
place-beside-stop = { $metres ->
    [0] à l'arrêt « { $name } »
   *[other] à { $metres }{"\u00A0"}m de l'arrêt « { $name } »
}
place-beside-street = { $metres ->
    [0] { $name }
   *[other] à { $metres }{"\u00A0"}m de : { $name }
}
way = comment
out = aller
back = retour
eur-month = coût par mois
kg-month = CO₂ par mois
cell-minutes = { $minutes }{"\u00A0"}min
cell-kg = { NUMBER($kg, maximumFractionDigits: 1) }{"\u00A0"}kg
places-more = { $count ->
    [one] Un autre lieu est à portée.
   *[other] { $count } autres lieux sont à portée.
  }
legend-unknown = « – » : pas connu ou pas calculé.

## Ce qui ouvrirait le plus

changes-title = Ce qui ouvrirait le plus
changes-lead = Chaque changement est essayé seul, sans toucher au reste.
changes-none = Aucun changement essayé, seul, ne met un lieu de plus à portée.
change = changement
gained-jobs = emplois en plus
gained-count = lieux en plus
lost-jobs = emplois en moins
lost-count = lieux en moins
jobs = emplois
count = lieux

## Ce que cela coûte

ways-title = Ce que coûte chaque moyen
ways-lead = Par mois, pour les jours travaillés. Un moyen que vous ne pouvez pas utiliser est montré avec ce qui manque.
way-cost = coût par mois
way-who = pour vous
price-free = gratuit
price-unknown = prix inconnu
price-flat = { EUR($eur) }
price-range = de { EUR($low) } à { EUR($high) }
price-trip = { EUR($eur) } par trajet
price-km = { EUR($eur) } par km
price-minute = { EUR($eur) } par minute
price-plan = un prix selon la durée et la longueur du trajet
price-owning = et { EUR($eur) } pour posséder le véhicule, que vous alliez au travail ou non

## Carte

map-alt = { $reached ->
    [one] Carte : { $reached } lieu à portée sur { $total }. Les lieux à portée sont des ronds foncés, les autres de petits carrés gris, le domicile une maison.
   *[other] Carte : { $reached } lieux à portée sur { $total }. Les lieux à portée sont des ronds foncés, les autres de petits carrés gris, le domicile une maison.
  }
map-reached = à portée
map-not = pas à portée
map-home = chez vous
map-osm = © les contributeurs d'OpenStreetMap
map-data = Données : { $files }
map-km = { NUMBER($km) } km
map-m = { NUMBER($m) } m

## Comment c'est calculé, données, limites

notices-title = À savoir
how-title = Comment c'est calculé
how-both-ways = Pour chaque lieu, chaque jour travaillé : le trajet qui part le plus tard et arrive à l'heure, puis celui qui rentre le plus tôt après le travail. Le plus long des jours compte. Si l'un des deux manque, le lieu n'est pas à portée.
how-minutes = Les durées sont arrondies à la minute supérieure, attente et marche comprises. Les horaires des transports sont ceux qui sont publiés : un retard n'est pas compté.
how-stops = Les arrêts à la crèche ou à l'école sont pris à l'aller et au retour, dans l'établissement qui fait le trajet le plus court, ouvert à ces heures.
how-money = Le coût par mois compte les tickets ou l'abonnement, la part payée par l'employeur quand la loi l'oblige, et l'énergie et l'usure d'un véhicule. Il ne compte pas ce que coûte la possession du véhicule.
how-carbon = Le CO₂ est compté par personne, fabrication comprise, pour les kilomètres parcourus en véhicule.
how-reasons = Pour dire pourquoi un lieu n'est pas à portée, chaque limite est levée seule. De celles qui suffiraient, la plus facile à changer est donnée : heures de la crèche ou de l'école, puis heures des transports, puis argent ou durée (le dépassement le plus petit), puis conditions.
how-changes = Pour dire ce qui ouvrirait le plus, chaque changement est appliqué seul et tout est recalculé.
how-options = Un lieu peut avoir plusieurs moyens qu'aucun autre ne bat à la fois en temps, en argent, en CO₂ et en changements : ils sont tous dans le fichier de données.
how-private = Rien de ce qui vous concerne n'est gardé, sauf dans le fichier que vous avez demandé.
data-title = Données et dates
data-file = { $kind ->
    [gtfs] Horaires
    [osm] Rues
    [offers] Tarifs et services
   *[other] Lieux
  }
data-what = quoi
data-name = fichier
data-date = date
data-licence = licence
data-none = non indiquée
figures-title = Chiffres utilisés et leurs sources
figure-name = chiffre
figure-value = valeur
figure-unit = unité
figure-since = depuis
figure-source = source
figure-state = état
figure-current = à jour
figure-unchecked = cité par un tiers
figure-expired = périmé, à relire
figure-table = barème
made-by = Fait avec Portée { $version }.

## Prestations

benefits-title = Prestations, aujourd'hui et avec l'emploi
benefits-lead = À { EUR($eur) } nets par mois, salaire médian des lieux à portée, une fois la situation installée.
benefit = prestation
benefit-before = aujourd'hui
benefit-after = avec l'emploi
benefits-by = Prestations et impôt sont calculés par { $engine }.
benefits-rounded = Pour calculer les prestations, les salaires sont arrondis à { EUR($eur) } près.

## Gain net

gain = Salaire moins trajet, garde d'enfants et revenu qui s'arrête : { $rest }, avant tout changement de prestations et d'impôt.
gain-whole = Salaire moins trajet, garde d'enfants et revenu qui s'arrête, avec le changement des prestations et de l'impôt : { $rest }. Avant ce changement : { $before }.
gain-missing = { $gain } { $why }
gain-one = { EUR($eur) } par mois
gain-range = de { EUR($low) } à { EUR($high) } par mois selon le lieu

## Dans le terminal

terminal-next = Ensuite : { $command }
terminal-written = Écrit : { $path }
terminal-note = À savoir : { $text }
terminal-profiles = Profils livrés avec Portée :
terminal-own-profile = Ou le chemin d'un fichier YAML à vous, fait sur le même modèle.

## Colonnes des tables

column-within_reach = vrai si le lieu est à portée, aller et retour, chaque jour travaillé, dans les limites
column-reason = pourquoi il ne l'est pas (vide : à portée) : { $codes }
column-reason_detail = combien il manque, dans l'unité de reason_unit
column-reason_unit = unité de reason_detail : min (minutes), eur_month (euros par mois), s (secondes après minuit), vide (sans chiffre)
column-reason_words = la même raison en une phrase
column-way = moyen le plus rapide parmi ceux que vous pouvez payer et utiliser
column-way_words = le même moyen en mots
column-out_min = durée de l'aller par ce moyen, minutes
column-back_min = durée du retour par ce moyen, minutes
column-eur_month = coût par ce moyen, euros par mois ; vide : prix inconnu
column-kg_co2_month = kg CO₂e par mois et par personne par ce moyen ; vide : pas calculé
column-transfers = changements de véhicule par ce moyen, le trajet qui en a le plus ; vide : pas calculé
column-options = nombre de moyens qu'aucun autre ne bat à la fois en temps, en argent, en CO₂ et en changements
column-stop = identifiant de l'étape n° { $n } ({ $kind }) choisie par ce moyen
column-net_gain_whole = la même chose avec le changement des prestations et de l'impôt une fois la situation installée, euros par mois ; vide : non calculé
column-net_gain = salaire net moins le revenu qui s'arrête, le trajet et la garde d'enfants, avant tout changement de prestations et d'impôt, euros par mois ; vide : pas connu

## Remarques du calcul

note-fares-unknown = Les tarifs ne sont pas connus : les transports en commun sont comptés comme gratuits.
note-free-flow = Les trajets en voiture sont comptés sans embouteillages.
note-parking-unknown = Le prix du stationnement au travail n'est pas connu : il est compté comme gratuit.
note-carpool = Le covoiturage suppose qu'un conducteur est trouvé à l'aller et au retour.
note-dock-price = Le prix d'un véhicule jusqu'à l'arrêt est celui de la plus longue durée permise.
note-left-there = Un vélo ou une trottinette laissé à un arrêt est supposé être là où l'on revient.
note-on-the-way = Avec un enfant à accompagner, les véhicules partagés ou laissés à un arrêt et les trajets limités à une zone ou à des heures ne sont pas utilisés.
note-no-fare = Aucun tarif n'est connu pour certaines lignes : elles ne sont pas utilisées.
note-fares-left-out = { $count } tarifs plus chers ont été laissés de côté : les lieux qu'eux seuls ouvrent sont dits hors de portée.
note-ticket-limits = Les limites des tickets de plusieurs réseaux sont vérifiées pour le trajet entier, non pour chaque réseau.
note-service-price = Le prix du service « { $id } » n'est pas connu : aucun budget ne le couvre à coup sûr.
note-vehicle-price = Le coût d'un trajet { $vehicle } n'est pas connu : aucun budget ne le couvre à coup sûr.
note-vehicle-walk = On marche en moyenne { $count } minutes jusqu'à un véhicule de « { $id } » : ce peut être plus long.
note-wheelchair-unknown = On ne sait pas si le service « { $id } » prend un fauteuil roulant.
note-stops-on-demand = { $count } sortes de trajets à la demande vers ou depuis des arrêts sont laissées de côté, comme « { $id } ».
note-booked-days = Le service « { $id } » se réserve au moins { $count } jours à l'avance.
note-booked-min = Le service « { $id } » se réserve au moins { $count } minutes à l'avance.
note-in-scenario = Dans le scénario « { $name } ».
note-cap-stays = Le plafond mensuel de « { $id } » reste à { $eur } €.
note-places-left-out = Changements de lieux du scénario qui ne comptent pas ici : { $count }.
note-not-in-network = Ce qui manque dans ce réseau et n'est pas rejoué : { $name }.
note-hazard-proxy = Une approximation, pas une carte d'inondation : tout lieu à moins de { $metres } m d'un cours d'eau compte comme inondé. Ni relief, ni pluie, ni égouts ne sont regardés.
note-hazard-streets = { $count } tronçons de rue sont dans un aléa.
note-hazard-untold = Aucun pont ni tunnel n'est indiqué dans les données de rues : celui qui passe au-dessus ou en dessous d'un aléa compte comme dedans.
note-hazard-bridges = { $count } tronçons de rue sur un pont restent au-dessus de l'eau.
note-hazard-tunnels = { $count } tronçons de rue en tunnel sont fermés par l'eau ou la fumée.
note-hazard-cut = { $count } courses sont coupées ou arrêtées là où elles traverseraient un aléa, en ligne droite d'arrêt en arrêt ({ $lines }).
note-hazard-slow = { $count } courses sont ralenties là où elles traversent un aléa qui ne les arrête pas, en proportion de la ligne droite d'arrêt en arrêt ({ $lines }).
note-hazard-spared = { $count } courses traversent un aléa et sont laissées telles quelles, comme sous terre ou au-dessus ({ $lines }).
note-streets-closed = { $count } tronçons de rue sont fermés ({ $modes }).
note-line-speed = La ligne « { $id } » est supposée rouler à { $speed } km/h à vol d'oiseau.
note-new-street = Les lieux entrent dans les rues là où ils le faisaient : aucun n'entre par une rue nouvelle.
note-moved-places = { $role ->
    [origins] { $count } lieux de départ sur { $total }
   *[destinations] { $count } destinations sur { $total }
} : la rue la plus proche n'est reliée à aucune autre. Le trajet y commence ou y finit sur la rue la plus proche du réseau principal.
note-draws = Les lignes sans horaires exacts ont été tirées { $count } fois (graine { $seed }).
note-toll-trips = Un péage est compté à chaque trajet par l'itinéraire qui le paie.
note-toll-nowhere = Le péage « { $id } » n'est sur aucune rue de ce réseau : il n'est pas compté.
note-crit-air = La classe Crit'Air d'un véhicule n'est pas connue : il est tenu hors des zones à faibles émissions.
note-dark-unknown = Aucune rue ne dit si elle est éclairée : la marche de nuit est comptée comme de jour.
note-dark-refused = De nuit, les rues dites sans éclairage ne sont pas prises à pied. L'éclairage est connu pour { $share } de la longueur des rues.
note-dark-felt = De nuit, les minutes à pied sont des minutes ressenties : le long des rues sans éclairage, chacune compte { $factor } fois. L'éclairage est connu pour { $share } de la longueur des rues.
note-gbfs-asks = Le fichier ne dit pas ce que « { $id } » demande : une carte bancaire et un smartphone sont supposés.
note-gbfs-anywhere = Les véhicules de « { $id } » garés n'importe où sont laissés de côté.
note-gbfs-plan = Les trajets de « { $id } » sont comptés au premier de ses tarifs.
note-planned = Le service « { $id } » n'existe pas encore.
note-availability = Le service « { $id } » est disponible { $share } du temps ; les durées supposent qu'il l'est.
note-care-hours = Des lieux ne disent pas leurs horaires ({ $kind }) : de { $opens } à { $closes } est supposé.
note-care-free = Les places libres ne sont pas connues ({ $kind }) : tous les lieux sont comptés.
note-two-stops = Avec deux étapes en chemin, les { $count } lieux les plus proches du domicile sont essayés pour chacune.
note-stop-left-out = Le profil amène un enfant ({ $kind }), mais ces lieux ne sont pas donnés : l'étape est laissée de côté.
note-expired = Chiffres périmés : { $names }.
note-reconstructed = Les horaires ont été reconstitués.
note-synthetic = Territoire inventé : ni lieu, ni personne, ni entreprise, ni arrêt, ni chiffre de ces fichiers n'existe.
note-open-sea = Les coordonnées sont en pleine mer, pour que la carte ne soit pas prise pour une vraie ville.
note-cc0 = Licence : CC0 1.0, domaine public.
note-fares-unread = { $count } tarifs sur { $total } de « { $name } » n'ont pas été lus sur la page du réseau : vérifiez-les.
note-fares-any-day = Le fichier des tarifs ne dit pas leurs dates : ils sont pris comme vendus tous les jours.
note-two-tickets = Un trajet avec deux tickets différents d'un même réseau n'est pas représenté.
note-products-single = Le fichier des tarifs ne sépare pas abonnements et tickets : chacun est lu comme un ticket.
note-tariff-gap = Entre « { $before } » et « { $after } », aucun tarif de cette sorte { $what }.
note-modal-uncalibrated = Les constantes des modes ne sont pas calées sur des parts observées : lisez ce qui change, pas les niveaux.
note-modal-straight = Les kilomètres en transports en commun sont ceux du trajet du milieu de la fenêtre, à vol d'oiseau d'arrêt en arrêt.
note-modal-no-timetable = Le réseau n'a pas d'horaires : personne ne prend les transports en commun.
note-modal-no-fare = Aucun tarif n'est vendu à tous à cette date : les transports en commun sont comptés comme gratuits.
note-modal-zones = Les zones à faibles émissions n'écartent ici aucune voiture : leurs classes ne sont pas connues.
note-modal-tolls = Les péages ne sont pas comptés ici.
note-goods-drawn = Les commandes sont synthétiques : tirées au sort là où vivent les habitants, elles ne sont d'aucune personne ni boutique réelle.
note-goods-assumed = Les coûts, capacités et émissions que le plan ne donne pas sont des hypothèses de travail, vérifiées à aucune source.
note-goods-no-supply = Aucun véhicule n'approvisionne les micro-hubs : l'acheminement de leurs colis n'est pas compté.
note-goods-next-day = Ce qui est repris aux portes quitte les micro-hubs avec l'approvisionnement, compté le même jour.
note-childcare-cost = Le coût de la garde d'enfants est celui d'une crèche au barème national, d'après le revenu d'aujourd'hui.

## Exercice

drill-losses = Pertes mesurées (portee scenario compare … { $file }) :
