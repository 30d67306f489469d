# « Et si » : un scénario fait de réponses, comparé à aujourd'hui. Les mots de la comparaison sont dans ceux des rapports.

page-what-if = Et si ?
page-what-if-lead = Fermer une ligne, en ajouter une, changer un horaire ou un prix : qui y gagne, qui y perd.
whatif-question = Et si on changeait quelque chose ?
whatif-promise = Décrivez le changement. Portée le compare à aujourd'hui : qui y gagne, qui y perd, où.
whatif-first = Que voulez-vous changer ?
whatif-more = Autre chose à changer ?
whatif-kind = Sorte de changement
whatif-continue = Continuer
whatif-add = Ajouter ce changement
whatif-back = Revenir sans ajouter
whatif-remove = Retirer
whatif-remove-one = Retirer le changement { $number } : { $what }
whatif-name = Nom du scénario (facultatif)
whatif-unnamed = Mon scénario
whatif-every-line = Toutes les lignes
whatif-every-tariff = Tous les titres

## Sortes de changements

whatif-close-stop = Fermer des arrêts
whatif-remove-line = Supprimer une ligne
whatif-set-frequency = Changer la fréquence d'une ligne
whatif-service-hours = Changer les heures de service
whatif-add-line = Ajouter une ligne
whatif-add-stop = Ajouter un arrêt à une ligne
whatif-close-streets = Fermer des rues
whatif-slow-streets = Changer la vitesse des voitures
whatif-set-fare = Changer un prix
whatif-cancel = Annuler des courses (grève, panne)
whatif-curfew = Arrêter le service à une heure
whatif-hazard = Une inondation
whatif-add-places = Ajouter un lieu : emplois, formation, soins, commerces, pôle de services

## Questions

whatif-ask-stops = Quels arrêts ?
whatif-ask-streets = Quelles rues ?
whatif-ask-line = Quelle ligne ?
whatif-ask-name = Comment s'appelle-t-il ?
whatif-ask-mode = Quel véhicule ?
whatif-ask-every-min = Un passage toutes les combien de minutes ?
whatif-ask-from = À partir de
whatif-ask-until = Jusqu'à
whatif-ask-first = Premier départ
whatif-ask-last = Dernier départ
whatif-ask-last-departure = À quelle heure part le dernier véhicule ?
whatif-ask-speed-kmh = À quelle vitesse, arrêts compris, en km/h ?
whatif-ask-car-kmh = À quelle vitesse, en km/h ?
whatif-ask-after = Entre quel arrêt…
whatif-ask-before = … et quel arrêt ?
whatif-ask-place = Où ?
whatif-ask-radius = Jusqu'à combien de mètres autour ?
whatif-ask-area = Ou un contour dessiné
whatif-ask-tariff = Quel titre de transport ?
whatif-ask-percent = Combien pour cent ?
whatif-ask-depth-cm = Combien de centimètres d'eau ?
whatif-ask-of = Quelle sorte de lieu ?
whatif-ask-count = Combien d'emplois, de places ou de lieux ?
whatif-names-hint = Comme dans les données, un par ligne ou séparés par des points-virgules.
whatif-stops-hint = Dans l'ordre, un par ligne. Un nouvel arrêt s'écrit latitude, longitude.
whatif-area-hint = Au moins trois points, un par ligne : latitude, longitude.
whatif-no-street = Nommez une rue, ou dites où.
whatif-no-hours = Donnez le premier ou le dernier départ.
whatif-few-points = Donnez au moins trois points.
whatif-draw-label = Carte où dessiner
whatif-draw-hint = Touchez la carte pour placer un point ; au clavier, les flèches la déplacent et Entrée place un point au milieu.
whatif-draw-undo = Effacer le dernier point
whatif-draw-failed = La carte ne s'affiche pas ici : le formulaire suffit.

## Comparer

whatif-compare-title = Comparer à aujourd'hui
whatif-ask-reached = Que faut-il atteindre ?
whatif-ask-cutoff = En combien de temps ?
whatif-minutes = { $count } minutes
whatif-ask-depart = En partant vers
whatif-ask-date = Quel jour ? (facultatif)
whatif-date-hint = Comme 2026-09-08 ; sinon, un mardi au service habituel.
whatif-date = Écrivez un jour comme 2026-09-08, que l'horaire couvre.
whatif-compare = Voir qui y gagne et qui y perd
whatif-no-homes = Ce territoire ne dit pas où vivent les gens : il n'y a rien à comparer.
whatif-busy = Beaucoup de calculs attendent déjà.
whatif-busy-hint = Revenez dans quelques minutes, ou connectez-vous.

## Fichier

whatif-file = scenario
whatif-file-title = Le fichier
whatif-file-lead = C'est le même que lit la commande portee scenario : il se garde, se modifie et se partage.
whatif-save = Enregistrer le scénario
whatif-see = Voir le fichier
whatif-upload = Ouvrir un scénario
whatif-upload-hint = Un fichier .yaml de { $size } ko au plus.
whatif-open = Ouvrir ce fichier
whatif-no-file = Choisissez un fichier.
whatif-elsewhere = Ce scénario a été écrit pour un autre territoire : rien de ce qu'il nomme n'existe à { $territory }.
whatif-refused = Ce changement ne peut pas être fait ici :
whatif-unsound = Ce scénario ne peut pas être lu tel quel :
whatif-line-number = ligne { $line }

## Réponse

whatif-maps-title = Avant et après, sur la carte
whatif-maps-lead = Un point par endroit habité. Le tableau plus haut dit la même chose en chiffres.
whatif-view-change = Ce qui change
whatif-view-both = Côte à côte
whatif-map-change = Ce qui change
whatif-map-before = Aujourd'hui
whatif-map-after = Avec le scénario
whatif-more-places = plus
whatif-fewer-places = moins
whatif-same-places = pareil
whatif-up-to = jusqu'à { $value }
whatif-beyond = au-delà
whatif-prices = Les prix
whatif-prices-lead = Un prix ne change pas le temps de trajet : il n'entre pas dans qui gagne et qui perd ci-dessus.
whatif-tariff = Titre
whatif-today = Aujourd'hui
whatif-then = Avec le scénario
whatif-eur = { NUMBER($price, minimumFractionDigits: 2, maximumFractionDigits: 2) } €
whatif-take = Emporter
whatif-take-lead = Pour l'imprimer : la commande Imprimer du navigateur. L'adresse de cette page se partage.
whatif-take-html = La page
whatif-take-gpkg = Les chiffres de chaque endroit
whatif-take-yaml = Le scénario
whatif-again = Reprendre ce scénario
long-again = Reprendre la question

whatif-ask-hours = À d'autres heures aussi ? (facultatif)
whatif-hours-hint = Trois au plus, comme 5:30 ; 13:00 ; 22:00.
whatif-many-hours = Donnez trois heures au plus.
whatif-ask-who = Pour quelqu'un d'autre aussi ? (facultatif)
whatif-who-hint = Un profil a ses véhicules, ses droits, ses horaires et son budget. Ce n'est jamais une personne réelle.
whatif-who-all = Non
whatif-prices-told = { $down ->
    [0] Aucun titre ne baisse
    [one] { $down } titre baisse
   *[other] { $down } titres baissent
}, { $up ->
    [0] aucun n'augmente
    [one] { $up } augmente
   *[other] { $up } augmentent
}{ $fresh ->
    [0] .
    [one] , { $fresh } est nouveau.
   *[other] , { $fresh } sont nouveaux.
}
whatif-prices-chart = Graphique des prix aujourd'hui et avec le scénario. Le tableau qui suit dit les mêmes chiffres.
whatif-prices-key = Barre pleine : aujourd'hui ; barre creuse : avec le scénario.
whatif-price-difference = Différence
whatif-price-new = nouveau
whatif-price-change = { $amount } €{ $percent ->
    [no] { "" }
   *[other] { " " }({ $percent } %)
}
