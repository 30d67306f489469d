# L'explorateur.

page-explorer = Explorer la carte
page-explorer-lead = Depuis n'importe quel endroit : emplois, formations, crèches et services à portée, selon l'heure, le temps et le budget.

explorer-question = Qu'est-ce qui est à portée d'ici ?
explorer-near = Près de « { $name } »
explorer-here = À cet endroit

explorer-kind = { $kind ->
    [jobs] Emplois
    [jobs-only] Lieux de travail
    [training] Places de formation
    [training-only] Lieux de formation
    [childcare] Places de crèche
    [childcare-only] Crèches
    [school] Écoles
    [health] Soignants
    [health-only] Lieux de soins
    [shops] Commerces
   *[services] Services
}

explorer-answer-there = { $place }, en partant vers { CLOCK($there) }, on atteint { $kind ->
    [jobs] { $reached ->
        [one] { $reached } emploi
       *[other] { $reached } emplois
    } sur { $total }
    [jobs-only] { $reached ->
        [one] { $reached } lieu de travail
       *[other] { $reached } lieux de travail
    } sur { $total }
   *[other] { $reached } lieux sur { $total }
} en { $minutes } minutes ({ $share } %).
explorer-answer-back = { $place }, en étant de retour vers { CLOCK($back) }, on rentre en { $minutes } minutes de { $kind ->
    [jobs] { $reached ->
        [one] { $reached } emploi
       *[other] { $reached } emplois
    } sur { $total }
    [jobs-only] { $reached ->
        [one] { $reached } lieu de travail
       *[other] { $reached } lieux de travail
    } sur { $total }
   *[other] { $reached } lieux sur { $total }
} ({ $share } %).
explorer-answer-both = { $place }, départ vers { CLOCK($there) } et retour vers { CLOCK($back) } : { $kind ->
    [jobs] { $reached ->
        [one] { $reached } emploi
       *[other] { $reached } emplois
    } sur { $total }
    [jobs-only] { $reached ->
        [one] { $reached } lieu de travail
       *[other] { $reached } lieux de travail
    } sur { $total }
   *[other] { $reached } lieux sur { $total }
} à portée, { $minutes } minutes au plus à l'aller comme au retour ({ $share } %).
explorer-nothing-known = { $place } : ce territoire n'a pas encore de données sur les emplois et les services. La carte montre jusqu'où l'on va.
explorer-below-one = moins de 1

explorer-missing = Manque : { $kind ->
    [jobs] aucun emploi
    [jobs-only] aucun lieu de travail
    [training] aucune place de formation
    [training-only] aucun lieu de formation
    [childcare] aucune place de crèche
    [childcare-only] aucune crèche
    [school] aucune école
    [health] aucun soignant
    [health-only] aucun lieu de soins
    [shops] aucun commerce
   *[services] aucun service
} à portée dans ce temps. Le plus proche est à { $nearest } minutes.
explorer-missing-far = Manque : { $kind ->
    [jobs] aucun emploi
    [jobs-only] aucun lieu de travail
    [training] aucune place de formation
    [training-only] aucun lieu de formation
    [childcare] aucune place de crèche
    [childcare-only] aucune crèche
    [school] aucune école
    [health] aucun soignant
    [health-only] aucun lieu de soins
    [shops] aucun commerce
   *[services] aucun service
} à portée, même en { $longest } minutes.

explorer-failed = Cette question n'a pas de réponse. Changez la date ou l'heure, puis recommencez.
explorer-failed-OutsideNetworkError = Il n'y a pas de rue à cet endroit. Choisissez un autre point sur la carte, ou un nom.
explorer-failed-NoServiceError = Aucun véhicule ne circule à cette date, d'après les horaires du territoire. Choisissez une autre date.

## Le formulaire

explorer-place = Lieu
explorer-place-hint = Un quartier, un arrêt, une rue, ou une latitude et une longitude comme « 43.30, 5.37 ». Vous pouvez aussi cliquer sur la carte.
explorer-other-names = Autres lieux de ce nom :
explorer-name = { $name } ({ $kind ->
    [stop] arrêt
    [street] rue
   *[neighbourhood] quartier
})
explorer-zone = Ou choisir un quartier
explorer-zone-none = Aucun : garder le lieu ci-dessus
explorer-direction = Trajet
explorer-direction-there = Partir d'ici
explorer-direction-back = Rentrer ici
explorer-direction-both = Aller et retour
explorer-there = Départ
explorer-back = Retour chez soi
explorer-day = Jour
explorer-minutes-label = Temps de trajet accepté, en minutes
explorer-profile = Pour qui
explorer-anybody = Toute personne, à pied et en transports en commun
explorer-profile-hint = Un profil apporte sa façon de marcher, ses véhicules, ses droits et ses tarifs. Ce n'est jamais une personne réelle.
explorer-budget = Budget par mois, en euros
explorer-budget-hint = Vide : sans limite. Il faut choisir un profil.
explorer-show = Voir
explorer-why-not-more = Pourquoi pas plus ?
explorer-wrong-place = Ce lieu n'est pas connu sur ce territoire. Écrivez un autre nom, ou une latitude et une longitude.
explorer-wrong-direction = Choisissez un trajet de la liste.
explorer-wrong-profile = Choisissez un profil de la liste.
explorer-wrong-day = La date n'est pas comprise. Écrivez-la comme 2026-03-10.
explorer-wrong-time = L'heure n'est pas comprise. Écrivez-la comme 07:30.
explorer-wrong-minutes = Le temps de trajet va de 5 à 90 minutes.
explorer-wrong-budget = Le budget va de 0 à 10 000 euros par mois.
explorer-budget-asks-profile = Pour fixer un budget, choisissez d'abord un profil : les tarifs en dépendent.

## La carte

explorer-map-label = Carte de ce qui est à portée. Déplacez-la avec les flèches ; Entrée choisit le centre.
explorer-map-hint = Cliquez pour partir d'un autre endroit.
explorer-no-map = La carte interactive n'est pas installée sur ce serveur. L'image et les tableaux disent la même chose.
explorer-picture-alt = Carte de la zone à portée. Les tableaux plus bas disent la même chose en chiffres.
explorer-legend = Zone entière : à portée en { $minutes } minutes ; zone du milieu : en { $half } minutes.
explorer-scale-m = { $length } m
explorer-scale-km = { $length } km

## Les tableaux

explorer-counts = Ce qui est à portée
explorer-column-kind = Quoi
explorer-column-reached = En { $minutes } min
explorer-column-share = Part du territoire
explorer-column-nearest = Le plus proche
explorer-column-step = { $minutes } min
explorer-of-total = { $share } % de { $total }
explorer-minutes = { $minutes } min
explorer-beyond = plus de { $minutes } min
explorer-ways = Par quels moyens
explorer-column-way = Moyen
explorer-column-price = Prix par mois
explorer-way-anybody = À pied et en transports en commun
explorer-price = { EUR($low) }
explorer-price-range = de { EUR($low) } à { EUR($high) }
explorer-price-unknown = prix inconnu
explorer-price-not-asked = sans profil, pas de prix
explorer-beyond-budget = (au-delà du budget)
explorer-left-out = Non compté ici : { $kind ->
    [docked] les vélos et trottinettes en station
    [free_floating] les vélos et trottinettes en libre-service
    [car_share] l'autopartage
    [carpool] le covoiturage
    [on_demand] le transport à la demande
    [loan] les véhicules prêtés
   *[other] d'autres moyens ({ $kind })
}. La page « Une personne » les regarde.
explorer-lives-title = Qui vit à moins de 500 mètres
explorer-lives = { $sure ->
    [yes] { "" }
   *[no] ≈{ " " }
}{ $residents } habitants
explorer-lives-poor = { $sure ->
    [yes] { "" }
   *[no] ≈{ " " }
}{ $percent } % des ménages sous le seuil de pauvreté
explorer-lives-single-parent = { $sure ->
    [yes] { "" }
   *[no] ≈{ " " }
}{ $percent } % de familles monoparentales
explorer-why-people = D'où viennent ces chiffres ?
explorer-people-method = Somme des carreaux dont le centre est à moins de 500 mètres à vol d'oiseau. Rien n'est dit sous 30 habitants ou 11 ménages. « ≈ » : plus d'un habitant sur dix vit dans un carreau dont la source a estimé les chiffres.

## Pourquoi

explorer-why-number = { $name } : pourquoi ce chiffre ?
explorer-formula = On additionne tout ce dont le temps de trajet ne dépasse pas le temps accepté, marche et attente comprises (on parle d'« occasions cumulées »).
explorer-formula-there = Le temps est la médiane (une fois sur deux, on met moins) des départs de chaque minute, de { CLOCK($there) } à une demi-heure plus tard.
explorer-formula-back = Le temps est la médiane (une fois sur deux, on met moins) des retours de chaque minute, de { CLOCK($back) } à une demi-heure plus tard.
explorer-formula-both = À l'aller, médiane (une fois sur deux, on met moins) des départs de la demi-heure à partir de { CLOCK($there) } ; au retour, médiane des retours de la demi-heure à partir de { CLOCK($back) }. Les deux trajets doivent tenir dans le temps accepté, par le même moyen.
explorer-formula-budget = Seuls comptent les moyens dont le prix mensuel, pour les jours travaillés du profil, ne dépasse pas le budget.
explorer-date = Jour demandé : { $day }.
explorer-data = Données
explorer-source = { $file } (date : { $date } ; licence : { $licence } ; empreinte { $sha })
explorer-unknown = non indiquée
explorer-limits = Limites
explorer-limit-count = Être à portée ne veut pas dire obtenir : un emploi peut demander un diplôme, une crèche peut être pleine.
explorer-limit-area = Les contours de la carte sont arrondis au pas du calcul ; les chiffres, eux, sont calculés lieu par lieu.
explorer-changes = Ce qui changerait le plus
explorer-column-change = Si l'on change…
explorer-column-more = Différence
explorer-change-longer = … le temps : { $minutes } minutes
explorer-change-no_budget = … le budget : sans limite
explorer-change-one_way = … le trajet : aller seulement
explorer-change-busy_hour = … l'heure : départ { CLOCK($there) }, retour { CLOCK($back) }
explorer-no-changes = Rien de ce que l'on sait changer ici n'ajouterait quoi que ce soit.

## Emporter

explorer-take = Emporter la réponse
explorer-share = Adresse à partager
explorer-share-hint = L'adresse donne le lieu à une centaine de mètres près, et rien d'autre sur personne.
explorer-picture = Image (format SVG)
explorer-gpkg = Zones (GeoPackage)
explorer-csv = Tableau (CSV)
explorer-outside = Le fond de carte vient de { $host }, à qui votre navigateur dit quelle partie de la carte vous regardez.
explorer-privacy = L'endroit exact que vous choisissez n'est gardé nulle part.

## Dites par le script

explorer-slider = { $label } (curseur)
explorer-map-failed = La carte n'a pas pu s'afficher. L'image et les tableaux disent la même chose.
explorer-answer-failed = La réponse n'est pas arrivée. Vérifiez la connexion, puis touchez « Voir ».

## Les lignes et les arrêts

explorer-lines-title = Les lignes et leurs arrêts
explorer-lines-answer = Ce territoire a { $count ->
    [one] { $count } ligne
   *[other] { $count } lignes
} dans ses horaires.
explorer-lines-reconstructed = Les horaires ont été reconstitués : ils ne viennent pas tels quels d'un exploitant.
explorer-lines-straight = En tirets : le tracé entre deux arrêts n'est pas connu, la ligne y est droite.
explorer-lines-day = Départs du { $day }, un jour ordinaire, les deux sens ensemble.
explorer-lines-no-day = Aucun jour de ces horaires n'a de départ.
explorer-lines-link = Les lignes et leurs arrêts, en tableau
explorer-lines-back = Revenir à la carte
explorer-line = Ligne
explorer-line-mode = Véhicule
explorer-line-departures = Départs
explorer-line-first = Premier
explorer-line-last = Dernier
explorer-line-stops = Arrêts
explorer-line-count = { $count ->
    [one] { $count } arrêt
   *[other] { $count } arrêts
}
explorer-line-night = { $time } (la nuit suivante)
