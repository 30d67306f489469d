# Règles d'usage et charte. Les mêmes messages sont dans rules.en.ftl.

page-rules = Règles d'usage
page-rules-lead = Savoir si l'on peut laisser un véhicule ici, lire la charte et qui y consent, signaler un incident.
rules-title = Puis-je laisser un véhicule ou rouler ici ?
rules-count = { $count ->
    [0] Aucune règle n'est en vigueur.
    [one] Une règle est en vigueur.
   *[other] { $count } règles sont en vigueur.
 }
rules-placed = { $placed ->
    [0] Aucune n'a de lieu dessiné.
    [one] Une règle a un lieu dessiné.
   *[other] { $placed } règles ont un lieu dessiné.
 }
rules-check-title = Demander pour un lieu
rules-check = Puis-je ?
rules-day = Quel jour ?
rules-hour = À quelle heure ?
rules-now-hint = Vide : maintenant.
rules-day-wrong = Écrivez un jour du calendrier, le premier avant le dernier.
rules-asked = { $place }, { $at }. Ce que vous demandez n'est gardé nulle part.
rules-park-yes = Aucune règle du commun n'interdit de laisser ici : { $vehicle }.
rules-park-no = Non : on ne laisse pas ce véhicule ici ({ $vehicle }).
rules-ride-yes = Rouler : permis.
rules-ride-no = Rouler : interdit.
rules-take-yes = Prendre un véhicule : permis.
rules-take-no = Prendre un véhicule : interdit.
rules-speed = { $speed } km/h au plus
rules-operator = { $name } : l'exploitant ne permet pas d'y finir une course.
rules-none-here = Aucune règle en vigueur du commun ne porte sur ce lieu à ce moment.
rules-only-proposed = Proposée, pas encore en vigueur :
rules-limits = Le code de la route, les arrêtés de la commune et la signalisation s'appliquent en plus ; ils ne sont pas tous ici.
rules-map-label = Carte des lieux où une règle s'applique
rules-map-caption = Les numéros sont ceux du tableau. Une règle proposée est dessinée aussi ; le tableau dit laquelle est en vigueur.
rules-key-ban = Trait plein : quelque chose est interdit
rules-key-slow = Tirets : vitesse limitée
rules-charter = La charte
rules-consent-lead = Une règle est en vigueur quand elle est publiée : au moins une organisation y consent, aucune n'objecte. Si ce qui engage change, la version augmente et chacun consent à nouveau.
rules-caption = Les règles en vigueur d'abord
rules-state = État
rules-state-in-force = En vigueur
rules-state-consulted = Soumise au consentement
rules-state-objected = Une objection à lever
rules-state-draft = Brouillon
rules-version = Version { $version }
rules-rule = Règle
rules-where = Où
rules-when = Quand
rules-everywhere = Partout
rules-consents = Qui y consent
rules-agrees = Consent : { $names }
rules-objects = Objecte : { $names }
rules-aside = S'abstient : { $names }
rules-nobody = Personne encore
rules-forbids = Interdit : { $what }
rules-all-vehicles = tous les véhicules
rules-hours = de { $starts } à { $ends }
rules-since = depuis le { $day }
rules-until = jusqu'au { $day }
rules-change = Proposer un changement
rules-change-waiting = Un changement est en relecture.
rules-new-waiting = { $count ->
    [one] Une nouvelle règle est en relecture.
   *[other] { $count } nouvelles règles sont en relecture.
 }
rules-data = Les règles pour un programme (GeoJSON)
rules-add = Proposer une règle pour un lieu
rules-add-lead = Dites ce qui est interdit, où et quand. La proposition est relue, puis soumise au consentement.
rules-in-french = En français ; d'autres langues s'ajoutent ensuite.
rules-ask-title = Nom de la règle
rules-ask-rule = La règle, en une phrase
rules-ask-why = Pourquoi
rules-ask-what = Que se passe-t-il la première fois qu'on l'enfreint ?
rules-ask-decided = Qui en décide ?
rules-ask-forbids = Ce qui est interdit
rules-forbids-needed = Cochez ce qui est interdit, ou donnez une vitesse.
rules-ask-speed = Vitesse maximale (km/h)
rules-ask-vehicles = Véhicules concernés
rules-none-is-all = Rien de coché : tous.
rules-ask-area = Contour : un coin par ligne
rules-area-hint = « latitude, longitude », dans l'ordre, au moins trois. Ou touchez la carte, ou donnez un fichier.
rules-outline-wrong = Ce contour ne se dessine pas : il faut un seul polygone, sans trou, de 3 à 500 coins.
rules-draw-label = Carte : touchez chaque coin
rules-draw-hint = Touchez chaque coin dans l'ordre. Au clavier, déplacez la carte et appuyez sur Entrée.
rules-draw-undo = Enlever le dernier coin
rules-ask-file = Ou un fichier GeoJSON
rules-file-hint = Un polygone, { $size } ko au plus. S'il est donné, il remplace les coins.
rules-ask-days = Jours
rules-ask-starts = De
rules-ask-ends = À
rules-hours-wrong = Donnez les deux heures, différentes, ou aucune.
rules-ask-since = Depuis le
rules-ask-until = Jusqu'au
rules-continue = Continuer vers la relecture
