# Pages sur les marchandises, en français. Les mêmes messages sont dans goods.en.ftl, avec les mêmes variables.

## La question et la réponse

goods-question-route = Quelles tournées pour « { $name } » ?
goods-question-compare = « { $name } » : mieux que des fourgons depuis le dépôt ?
goods-question-design = « { $name } » : où, et avec quelles tournées ?
goods-answer = { $served ->
    [all] Les { $parcels } colis sont livrés ou repris
   *[some] { $parcels } colis sont livrés ou repris
  } par { $rounds ->
    [one] { $rounds } tournée
   *[other] { $rounds } tournées
  }, pour { EUR($cost) } le colis{ $vans ->
    [yes] {" "}contre { EUR($other) } en fourgon depuis le dépôt.
   *[no] .
  }
goods-answer-none = Aucun colis n'est livré.
goods-lead-sited = { $opened ->
    [one] { $opened } micro-hub est trouvé
   *[other] { $opened } micro-hubs sont trouvés
  } parmi { $spots } places : { $minutes } min en moyenne jusqu'à une porte.
goods-lead-gap = Un autre choix de places pourrait être meilleur, de { $gap }{"\u00A0"}% au plus.
goods-lead-lockers = { $opened ->
    [one] { $opened } consigne est trouvée
   *[other] { $opened } consignes sont trouvées
  } parmi { $spots } places : { $share }{"\u00A0"}% des colis sont à distance de marche.
goods-lead-g = Gaz à effet de serre : { $plan } g CO₂e par colis, contre { $vans } en fourgon.
goods-lead-kerb = Rue occupée : { $plan } min en tout, contre { $vans }. Emplois : { $jobs } à plein temps, contre { $other }.
goods-lead-left = { $count ->
    [one] { $count } arrêt n'est dans aucune tournée : la raison est dite plus bas.
   *[other] { $count } arrêts ne sont dans aucune tournée : les raisons sont dites plus bas.
  }
goods-lead-dry = Il manque d'abord l'{ $supply } : { $why }.
goods-lead-best = C'est le meilleur plan trouvé en { $iterations } itérations ; rien ne dit qu'il n'en existe pas de moins cher. Chaque tournée a été vérifiée à part.

## La carte

goods-map-alt = Carte : { $rounds } tournées le long des rues, { $hubs } micro-hubs, { $depots } dépôts, { $lockers } consignes et { $stops } arrêts.
goods-map-depot = dépôt
goods-map-hub = micro-hub
goods-map-locker = consigne
goods-map-stop = arrêt
goods-map-supply = approvisionnement
goods-map-rounds = tournées de { $site }

## Les tables

goods-figures-title = Par colis, et en tout
goods-figures-lead = { $parcels } colis remis ou repris, en un jour.
goods-figure = ce qui est compté
goods-plan = plan
goods-vans = fourgons
goods-difference = écart
goods-total-plan = plan, en tout
goods-total-vans = fourgons, en tout
goods-figure-cost = coût, €
goods-figure-g_co2e = g CO₂e
goods-figure-km = kilomètres
goods-figure-kerb_min = minutes de rue occupée
goods-figure-noise_h = heures de moteur bruyant
goods-figure-driver_h = heures de conduite
goods-figure-insertion_h = heures d'insertion
goods-figure-jobs = emplois à plein temps, en tout
goods-sites-title = Sites
goods-rounds-title = Tournées
goods-van-rounds-title = Tournées des fourgons
goods-left-title = Arrêts qui ne sont pas servis
goods-steps-title = Avec moins de micro-hubs
goods-locker-steps-title = Avec moins de consignes
goods-steps-lead = Ce que chaque place de plus change, avant toute tournée.
goods-site = site
goods-kind = genre
goods-kind-depot = dépôt
goods-kind-micro_hub = micro-hub
goods-kind-locker = consigne
goods-parcels = colis
goods-parcels-both = colis, livrés ou repris
goods-parcels-out = colis livrés
goods-rounds = tournées
goods-cost-day = € par jour
goods-position = longitude, latitude
goods-vehicle = véhicule
goods-starts = début
goods-ends = fin
goods-stops = arrêts
goods-km = km
goods-cost = coût, €
goods-order = commande
goods-left-together = { $first } et { $count } autres
goods-why = pourquoi
goods-count = places
goods-minutes = minutes jusqu'à une porte
goods-covered = colis à portée
goods-percent = { $value }{"\u00A0"}%

## Pourquoi un arrêt n'est pas servi

goods-left-no_vehicle = aucun véhicule
goods-left-no_way = les rues n'y mènent pas, ou n'en ramènent pas ({ $vehicle }) : le déplacer, ou prendre un autre genre de véhicule
goods-left-kg = trop lourd de { $amount } kg pour { $vehicle } : le diviser, ou prendre un véhicule plus fort
goods-left-parcels = { $amount } colis de trop pour { $vehicle } : le diviser
goods-left-litres = trop gros de { $amount } L pour { $vehicle } : le diviser, ou prendre un véhicule plus grand
goods-left-window = { $vehicle } y arrive au plus tôt { $amount } min après la fin de la fenêtre : la prolonger, ou partir plus tôt
goods-left-driver_hours = il manque { $amount } min à la journée de { $vehicle } : la prolonger, ou servir d'un site plus proche
goods-left-site_closed = le site de { $vehicle } ferme { $amount } min trop tôt : l'ouvrir plus longtemps
goods-left-range = il manque { $amount } km d'autonomie à { $vehicle } : servir d'un site plus proche
goods-left-fleet = tous les véhicules sont pris : un { $vehicle } de plus le pourrait, en { $amount } min
goods-left-supply = rien n'est apporté à temps à { $vehicle } : voir pourquoi son approvisionnement manque
goods-supply-of = approvisionnement de { $site }

## Ce qui l'explique

goods-how-siting = Où : les places ont été choisies parmi celles données, pour ce que compte le modèle « { $model } » : le trajet réel vers chaque porte, aller et retour. { $best ->
    [yes] Aucun autre choix n'est meilleur, pour ce qui est compté.
   *[no] Un autre choix ne peut pas être meilleur de plus de { $gap }{"\u00A0"}%.
  } Ce que coûte d'y apporter les colis ne pèse pas sur ce choix, mais il est compté dans les tournées.
goods-how-rounds = Tournées : chaque commande va au site qui la sert le plus vite, dans la limite de sa place ; les tournées de chaque site sont cherchées par recherche locale (PyVRP), avec fenêtres, charges, heures de conduite, autonomie et rechargements ; un vérificateur à part recalcule tout.
goods-how-times = Temps : sur les rues réelles, par genre de véhicule ; les vélos suivent les pentes là où le réseau en a. Les lignes de la carte sont ces trajets.
goods-how-vans = Ne rien faire : les mêmes colis, portés aux portes par les fourgons du plan depuis le dépôt.
goods-how-jobs = Emplois : les heures de conduite d'un jour, { $days } jours par an, { $hours } heures par plein temps.
goods-data-figures-title = Chiffres lus
goods-data-figure = chiffre
goods-data-source = source
goods-data-checked = vérifié
goods-data-yes = oui
goods-data-no = non

## La carte qu'on interroge

goods-map-home = Site de départ
goods-map-doors = Portes
goods-map-hour = Heure de la remise
goods-map-hours = heures
goods-map-parcels = Colis remis

## Le classeur

goods-book-compared = comparaison
goods-book-vehicles = véhicules
goods-book-sites = sites
goods-book-rounds = tournées
goods-book-stops = arrêts
goods-book-left = non servis
goods-book-assumptions = hypothèses
goods-book-figures = sources
goods-book-case = cas
goods-book-number = numéro
goods-book-cost-km = € par km
goods-book-cost-hour = € par heure
goods-book-g-km = g CO₂e par km
goods-book-insertion = part d'insertion
goods-book-days = jours par an
goods-book-full-time = heures d'un plein temps
goods-book-intro = Les cellules bleues peuvent être changées : ce qui en dépend suit. Les tournées elles-mêmes ne sont pas cherchées à nouveau.

## Les preuves

goods-evidence-plan = { $figure }, par colis : { $name }
goods-evidence-difference = { $figure }, par colis, de plus ou de moins qu'en fourgon : { $name }

goods-variants-title = Les plans, côte à côte
goods-variants-lead = Par colis, puis en tout. Le détail qui suit est celui du premier plan.
goods-variants-rounds = tournées
goods-variants-left = commandes que personne ne sert
