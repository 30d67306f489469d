# Le registre des incidents. Les mêmes messages sont dans incidents.en.ftl.

incidents-title = Que s'est-il passé, et où ?
incidents-count = { $count ->
    [0] Aucun incident n'est publié pour ces dates.
    [one] Un incident est publié.
   *[other] { $count } incidents sont publiés.
 }
incidents-open = { $open ->
    [0] Tous sont réglés.
    [one] Un n'est pas réglé.
   *[other] { $open } ne sont pas réglés.
 }
incidents-add = Signaler un incident
incidents-lead = Dites ce qui s'est passé sur la voie publique, où et quand. Aucun compte, aucune photo, aucun nom.
incidents-privacy = Une personne relit avant de publier. Le lieu est montré : signalez un lieu public, jamais un logement. L'adresse de votre appareil n'est pas gardée. Un incident publié est effacé après deux ans, un envoi refusé après 30 jours.
incidents-urgent = Une personne est blessée ou en danger ? Appelez le 112. Ce formulaire n'alerte personne.
incidents-kind = Quoi ?
incidents-vehicle = Quel véhicule ?
incidents-no-vehicle = Aucun, ou je ne sais pas
incidents-all = Tout
incidents-day = Quel jour ?
incidents-day-hint = Le jour où vous l'avez vu, au plus tôt il y a un an.
incidents-day-wrong = Donnez un jour de l'année passée, pas un jour à venir.
incidents-hour = Vers quelle heure ?
incidents-hour-hint = De 0 à 23 ; laissez vide si vous ne savez pas.
incidents-since = Depuis le
incidents-until = Jusqu'au
incidents-text = Que s'est-il passé ?
incidents-text-hint = Ni nom, ni plaque, ni téléphone, ni adresse avec numéro. { $longest } signes au plus.
incidents-plate = Le texte semble contenir une plaque d'immatriculation. Retirez-la ; rien n'a été gardé.
incidents-caption = Les derniers jours d'abord
incidents-when = Jour
incidents-where = Lieu
incidents-state = État
incidents-settled = Réglé
incidents-unsettled = À régler
incidents-settle = Dire que c'est réglé
incidents-rule = Règle de ce lieu :
incidents-map-label = Carte des incidents publiés
incidents-map-caption = Un point par incident, au lieu dit, à une dizaine de mètres près. Les numéros sont ceux du tableau.
incidents-data = Les mêmes données pour un programme (GeoJSON)
incidents-dates-wrong = Écrivez les dates comme 2026-03-09.
incidents-about-hour = vers { $hour } h
incident-left-across = Véhicule laissé en travers
incident-broken-vehicle = Véhicule cassé
incident-broken-place = Arrêt, arceau, borne ou ascenseur hors service
incident-danger = Trou, verre, verglas, chantier dangereux
incident-crash = Chute ou collision
incident-missing = Passage ou véhicule annoncé qui n'est pas venu
incident-rule-broken = Règle d'usage non respectée
incident-other = Autre chose
vehicle-bike = Vélo
vehicle-cargo-bike = Vélo cargo
vehicle-scooter = Trottinette
vehicle-moped = Scooter
vehicle-car = Voiture
vehicle-van = Camionnette
