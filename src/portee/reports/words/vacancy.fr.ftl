# Ce que lit une entreprise, en français. Les mêmes messages sont dans vacancy.en.ftl, avec les mêmes variables.

## La question et la réponse

vacancy-question = Qui peut vraiment venir travailler ici, à ces heures ?
vacancy-page-title = { $question } · { $hours }
vacancy-hours-night = { $hours } le lendemain
vacancy-answer = { $hours }, { $share } venir à l'heure, rentrer ensuite et payer le trajet.
vacancy-answer-residents = { $hours }, le poste est à la portée de { $share } des habitants : venir à l'heure, rentrer ensuite et payer le trajet.
vacancy-answer-places = { $hours }, le poste est à portée depuis { $share } des lieux du territoire : venir à l'heure, rentrer ensuite et payer le trajet.
vacancy-share-can = { $case ->
    [all] toutes les personnes peuvent
    [almost-all] presque toutes les personnes peuvent
    [tenths] { $n }{"\u00A0"}personnes sur{"\u00A0"}10 peuvent
    [one-in] 1{"\u00A0"}personne sur{"\u00A0"}{ $n } peut
    [almost-none] presque aucune personne ne peut
   *[none] aucune personne ne peut
  }
vacancy-share-people = { $case ->
    [all] toutes
    [almost-all] presque toutes
    [tenths] { $n }{"\u00A0"}personnes sur{"\u00A0"}10
    [one-in] 1{"\u00A0"}personne sur{"\u00A0"}{ $n }
    [almost-none] presque aucune
   *[none] aucune
  }
vacancy-share-range = { $low } à { $high }, selon la situation de chacun,
vacancy-percent = { $value }{"\u00A0"}%
vacancy-percent-less = moins de 1{"\u00A0"}%
vacancy-counted = Ce sont environ { $reached } personnes (entre { $low } et { $high }) sur les { $total } environ que les profils représentent.
vacancy-represented = Les profils représentent { $share } des { $everyone } habitants de { $from } à { $to } ans du territoire ; les autres ne sont pas comptés.
vacancy-without-motor = Sans voiture ni deux-roues motorisé : { $share }. Avec : { $other }.
vacancy-too-dear = Pour environ { $people } personnes de plus, le trajet est possible à temps mais trop cher.
vacancy-wage = Sur { EUR($wage) } nets par mois, il reste { $rest } après le trajet.
vacancy-wage-one = environ { EUR($eur) }
vacancy-wage-range = de { EUR($low) } à { EUR($high) }, selon la personne,
vacancy-better-off = Environ { $people } personnes gagneraient ainsi plus que leur salaire ou leur chômage d'aujourd'hui, avant tout changement d'aides et d'impôt.
vacancy-night = C'est un poste de nuit : il finit le lendemain.
vacancy-best = Ce qui ajouterait le plus de monde : { $change }, { $people }.
vacancy-more-people = pour environ { $central } personnes de plus (entre { $low } et { $high })
vacancy-more-residents = pour { $central } habitants de plus, en moyenne des profils
vacancy-more-places = depuis { $central } lieux de plus, en moyenne des profils
vacancy-about = ≈ { $central } ({ $low } à { $high })

## Qui habite où

vacancy-basis-mix = Qui habite où : « { $file } », où chaque profil est réparti d'après l'âge, la pauvreté et la monoparentalité.
vacancy-basis-residents = Qui habite où : « { $file } ». Les profils n'y sont pas répartis : chacun est compté sur tous les habitants.
vacancy-basis-places = « { $file } » ne dit pas combien de personnes habitent où : chaque lieu compte pour un.
vacancy-basis-squares = Aucun fichier d'habitants n'est donné : chaque carré de { $side } m qui a une rue compte pour un, habité ou non.

## Qui peut venir

vacancy-who-title = Qui peut venir
vacancy-who-lead = Une ligne par profil. L'intervalle dit combien le nombre de personnes que le profil représente est incertain.
vacancy-who-lead-varies = Une ligne par profil : la part de ceux qui pourraient venir s'ils étaient tous dans cette situation.
vacancy-profile = profil
vacancy-can = peuvent venir
vacancy-share = part
vacancy-trip = aller et retour
vacancy-cost = coût par mois
vacancy-how = le plus souvent
vacancy-left = reste du salaire
vacancy-medians = Durée, coût et reste : la valeur du milieu parmi ceux qui peuvent venir, par le moyen le plus rapide et par le moins cher. « – » : personne, ou pas connu.

## Ce qui ajouterait du monde

vacancy-added-title = Ce qui ajouterait du monde
vacancy-added-lead = Chaque changement est essayé seul, sans toucher au reste.
vacancy-added-none = Aucun changement essayé, seul, n'ajoute personne.
vacancy-change = changement
vacancy-gained = en plus
vacancy-lost = en moins
vacancy-expense = coût pour l'entreprise
vacancy-add-later = commencer et finir { $minutes } min plus tard
vacancy-add-earlier = commencer et finir { $minutes } min plus tôt
vacancy-add-carpool = une place en covoiturage
vacancy-add-e_bike = un vélo électrique prêté
vacancy-add-moped = un cyclomoteur prêté
vacancy-add-car = une voiture électrique prêtée
vacancy-add-pass = les transports en commun payés par l'entreprise
vacancy-add-shuttle = une navette depuis « { $stop } », à { $minutes } min de route
vacancy-expense-none = aucune dépense
vacancy-expense-person = environ { EUR($eur) } par mois et par personne
vacancy-expense-vehicle = environ { EUR($eur) } par mois et par véhicule neuf, sans l'énergie
vacancy-expense-package = facultatif : jusqu'à { EUR($eur) } par an et par personne sans cotisations
vacancy-expense-unknown = pas connu
vacancy-expense-shuttle = pas connu : demandez un devis pour { NUMBER($km, maximumFractionDigits: 0) } km et { $minutes } min de conduite par jour travaillé, au moins

## Par groupe

vacancy-groups-title = Par groupe : { $group }
vacancy-groups-lead = Un groupe de trop peu de ménages, ou dont tous les carreaux sont estimés par la source, n'est pas montré.
vacancy-group = groupe
vacancy-people = personnes
vacancy-residents = habitants
vacancy-places = lieux
vacancy-group-none = sans groupe
vacancy-hidden = non montré

## Carte

vacancy-map-alt = Carte. La moitié des profils ou plus peut venir de { $half } lieux sur { $total } (ronds foncés), moins de la moitié de { $part } (anneaux), aucun de { $none } (petits carrés gris). Losange : le lieu de travail.
vacancy-map-half = la moitié des profils ou plus peut venir
vacancy-map-part = moins de la moitié
vacancy-map-none = aucun profil
vacancy-map-work = le lieu de travail

## Comment c'est calculé

vacancy-how-both-ways = Pour chaque lieu, chaque profil et chaque jour travaillé : le trajet qui part le plus tard et arrive à l'heure, puis celui qui rentre le plus tôt. Le plus long des jours compte. Chaque trajet, attente comprise, doit rester sous la durée que le profil accepte.
vacancy-how-fed = Un trajet à vélo ou en trottinette jusqu'à l'arrêt n'est essayé que depuis les lieux d'où aucun moyen, tout du long par les rues, ne suffit : le nombre de gens qui peuvent venir est le même.
vacancy-how-money = Le coût par mois compte les tickets ou l'abonnement, moins la part que la loi met à la charge de l'employeur, et l'énergie et l'usure d'un véhicule. Il doit rester sous le budget du profil. Ce que coûte la possession d'un véhicule n'est pas compté.
vacancy-how-profiles = Un profil est une sorte de personne, jamais quelqu'un. Il prend les jours et les heures du poste ; le reste est à lui : marche, permis, véhicules, abonnements, budget, durée acceptée.
vacancy-how-mix = Le nombre de personnes par profil est un mélange synthétique, pas un recensement. L'intervalle ajoute tous les profils comme s'ils étaient tous au plus bas, ou tous au plus haut : il est large exprès.
vacancy-how-changes = Chaque changement est appliqué seul et tout est recalculé. « En plus » : ceux qui ne pouvaient pas venir et le peuvent ; « en moins » : l'inverse.
vacancy-how-carpool = Le covoiturage suppose qu'un conducteur est trouvé, matin et soir. Un véhicule prêté sert à ceux qui ont le permis qu'il faut, ou qui acceptent de pédaler.
vacancy-how-shuttle = La navette part de l'arrêt qui amène le plus de monde, parmi les plus desservis à moins de 30 min de route. Elle arrive 5 min avant le début et part 5 min après la fin ; il faut être à l'arrêt 5 min avant elle. On y vient par tout moyen, sauf en voiture ; elle est gratuite.
vacancy-how-expense = Le coût d'un véhicule est celui d'un véhicule neuf : perte de valeur, assurance, contrôle, entretien pour les kilomètres de ceux qui s'ajoutent. Le coût des transports payés est ce que paieraient ceux qui s'ajoutent, une fois la part légale de l'employeur retirée.
vacancy-how-secret = Les nombres d'un carreau de moins de 11 ménages, ou estimé par la source, ne sont jamais montrés seuls : ni dans la carte, ni dans les fichiers.
vacancy-how-work = Le lieu de travail n'est écrit que dans le fichier que vous avez demandé.

## Remarques

vacancy-note-long-shift = Le poste dure { NUMBER($hours, maximumFractionDigits: 1) } h d'un bout à l'autre. Avec le repos quotidien de la loi, { NUMBER($longest, maximumFractionDigits: 1) } h est le plus long en général : vérifiez le début et la fin.
vacancy-note-low-wage = Le salaire est au-dessous du Smic net pour { NUMBER($hours, maximumFractionDigits: 1) } h par semaine ({ EUR($eur) } par mois) : vérifiez qu'il est net et par mois.
vacancy-note-no-timetable = Le réseau n'a pas d'horaires : les transports en commun ne sont pas comptés.
vacancy-note-no-service = Jours sans aucun transport en commun : { $days }. Ces jours-là, seuls les trajets par les rues comptent.
vacancy-note-care = La garde des enfants n'est pas comptée. Ces profils doivent aussi amener un enfant et le reprendre : { $profiles }.
vacancy-note-left-out = { $count ->
    [one] { $count } lieu du fichier est hors du réseau : il n'est pas compté.
   *[other] { $count } lieux du fichier sont hors du réseau : ils ne sont pas comptés.
  }
vacancy-note-far = { $count ->
    [one] { $count } lieu est loin de toute rue : personne ne peut en venir.
   *[other] { $count } lieux sont loin de toute rue : personne ne peut en venir.
  }
vacancy-note-secret = { $count ->
    [one] { $count } lieu a moins de 11 ménages ou est estimé par la source : son nombre d'habitants n'est pas montré seul.
   *[other] { $count } lieux ont moins de 11 ménages ou sont estimés par la source : leurs nombres d'habitants ne sont pas montrés seuls.
  }

## Colonnes des tables

vacancy-column-profiles_reached = nombre de profils qui peuvent venir de ce lieu
vacancy-column-profiles = nombre de profils comptés
vacancy-column-people = { $basis ->
    [mix] personnes que les profils représentent ; vide : non publiable seul
    [residents] habitants ; vide : non publiable seul
   *[places] 1 par lieu
  }
vacancy-column-people_reached = { $basis ->
    [mix] personnes qui peuvent venir ; vide : non publiable seul
    [residents] habitants qui peuvent venir, en moyenne des profils ; vide : non publiable seul
   *[places] part des profils qui peuvent venir
  }
vacancy-column-withheld = vrai si les nombres de ce lieu ne doivent pas être publiés seuls
vacancy-column-group = groupe : { $group }
vacancy-column-reach = vrai si ce profil peut venir de ce lieu, rentrer et payer le trajet : { $profile }
vacancy-column-minutes = aller et retour par le moyen le plus rapide, minutes ; vide : pas à portée : { $profile }
vacancy-column-eur = coût par le moyen le moins cher, euros par mois ; vide : pas à portée ou pas connu : { $profile }
