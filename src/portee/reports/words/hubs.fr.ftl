# La page qui compare des pôles de mobilité avec ne rien faire.

hubs-page-title = Comparer { $titles }
hubs-question = Que changerait { $count ->
    [one] ce pôle
   *[other] chacun de ces pôles
  }, pour qui, et qui paierait ?
hubs-answer = « { $title } » : { $trips } trajets par an dans ses comptes, { $public } d'aide publique par trajet
hubs-answer-free = « { $title } » : { $trips } trajets par an dans ses comptes, sans aide publique
hubs-answer-none = « { $title } » : aucun trajet
hubs-short = Pôle { $letter }
hubs-short-is = { $short } : « { $title } ».
hubs-nothing = Sans pôle, rien ne change : ni trajet, ni dépense. Tout est compté par rapport à cela.
hubs-lead-wanted = « { $title } » : d'après le modèle, les habitants voudraient { $wanted } trajets par an{ $drawn ->
    [yes] , et de { $low } à { $high } dans neuf tirages sur dix
   *[no] {""}
  } ; { $enough ->
    [yes] ses véhicules y suffisent
   *[no] ses véhicules ne peuvent pas en porter { $unmet }, qui ne sont pas dans les comptes
  }.
hubs-lead-money = « { $title } » : les tarifs paient { $coverage } % du coût ; { $result ->
    [gain] le résultat de { $year } est de { $amount }
   *[loss] il manque { $amount } en { $year }
  }.
hubs-lead-offline = « { $title } » : { $offline } % { $counted ->
    [yes] des habitants que les profils représentent
   *[no] des profils
  } peuvent prendre tous les services dont ils sont capables sans smartphone ni carte bancaire.
hubs-share = { $share } %
hubs-none = –

hubs-figures-title = Ce qui change
hubs-figures-lead = Une colonne par pôle ; la première est de ne rien faire. La dernière dit d'où vient le chiffre.
hubs-figure = Chiffre
hubs-why = Pourquoi ce chiffre ?
hubs-case-nothing = Sans pôle
hubs-name-trips = Trajets par an, la dernière année
hubs-name-beneficiaries = Personnes qui en bénéficient, la dernière année
hubs-name-cost_per_trip = Coût d'un trajet, €
hubs-name-tariffs_per_trip = Tarif d'un trajet, €
hubs-name-public_per_trip = Aide publique par trajet, €
hubs-name-coverage = Part du coût payée par les tarifs
hubs-name-result_last = Résultat de la dernière année, €
hubs-name-present_result = Résultat de toutes les années, valeur d'aujourd'hui, €
hubs-name-lowest_cash = Trésorerie la plus basse, €
hubs-name-level_physical = Intégration physique, 0 à 4
hubs-name-level_digital = Intégration numérique, 0 à 4
hubs-name-level_democratic = Intégration démocratique, 0 à 4
hubs-name-served_all = Peuvent prendre tous les services dont ils sont capables
hubs-name-offline_all = … sans smartphone ni carte bancaire
hubs-name-left_out = Écartés d'un service faute de téléphone ou de moyen de payer
hubs-why-trips = Somme de l'usage de chaque tarif du fichier, rempli par le modèle là où personne ne l'a écrit.
hubs-why-beneficiaries = Bénéficiaires ou abonnés de chaque tarif, la dernière année du fichier.
hubs-why-cost_per_trip = Charges, amortissements et intérêts de toutes les années, divisés par les trajets.
hubs-why-tariffs_per_trip = Tarifs de toutes les années, divisés par les trajets.
hubs-why-public_per_trip = Aides de la ville et de l'État, postes compris, divisées par les trajets.
hubs-why-coverage = Tarifs divisés par les coûts, toutes les années.
hubs-why-result_last = Produits moins charges, amortissements et intérêts.
hubs-why-present_result = Résultats actualisés au taux du fichier.
hubs-why-lowest_cash = Plus basse trésorerie en fin d'année ; négative, il manque un financement.
hubs-why-level_physical = Échelle SmartHubs ; ce qui manque est dit plus bas.
hubs-why-level_digital = Échelle SmartHubs ; ce qui manque est dit plus bas.
hubs-why-level_democratic = Échelle SmartHubs ; ce qui manque est dit plus bas.
hubs-why-served_all = Profils qui ont ce que demandent un moyen de réserver et un moyen de payer.
hubs-why-offline_all = Les mêmes, par le guichet, le téléphone, le SMS ou la carte, sans carte bancaire.
hubs-why-left_out = Ils auraient le permis et l'âge ; il leur manque un téléphone, une carte ou un moyen de payer.

hubs-years-title = Les comptes, année par année
hubs-years-lead = Résultat de l'année, puis trésorerie en fin d'année, en euros.
hubs-stations-title = Les stations, une à une
hubs-stations-lead = De la simulation d'une année : qui vient à chaque station, et quelle part y trouve ce qu'elle cherche.
hubs-station = Station
hubs-vehicles = Véhicules au départ
hubs-station-users = Personnes par jour
hubs-station-served = Servies
hubs-station-wait = Attente moyenne, min
hubs-chart-gain = l'année rapporte
hubs-chart-lose = l'année coûte
hubs-chart-cash = trésorerie en fin d'année
hubs-chart-alt = Graphique des résultats et de la trésorerie de chaque année. Le tableau qui suit dit les mêmes chiffres.
hubs-year = Année
hubs-result-of = « { $title } », résultat
hubs-cash-of = « { $title } », trésorerie
hubs-parties-title = Qui paie, qui gagne
hubs-parties-lead = Sur toutes les années, en euros : ce que chacun reçoit moins ce qu'il paie, avec les gains que le fichier déclare.
hubs-party = Qui
hubs-party-residents = Habitants
hubs-party-employers = Employeurs
hubs-party-city = Ville et aménageur
hubs-party-state = État
hubs-party-operator = Exploitant
hubs-party-staff = Personnel
hubs-party-suppliers = Fournisseurs
hubs-party-lenders = Prêteurs
hubs-people = Personnes
hubs-levels-title = Ce que le pôle réunit
hubs-levels-lead = Échelle d'intégration SmartHubs, de 0 à 4. Ce qui manque ouvrirait le niveau suivant.
hubs-axis = Axe
hubs-lacks = Il manque, pour le suivant
hubs-level = Niveau
hubs-and = { " ; " }
hubs-lacks-none = rien : c'est le plus haut niveau
hubs-not-told = { $what } (non dit dans le fichier)
hubs-payment-title = Réserver et payer : qui est servi
hubs-payment-lead = { $counted ->
    [yes] Parts des habitants que les profils représentent.
   *[no] Faute de population, chaque profil compte pour un.
  }
hubs-service = Service
hubs-served = Servis
hubs-offline = dont sans smartphone ni carte
hubs-without-means = Écartés faute de moyen
hubs-unable = Sans permis, âge ou aptitude
hubs-untold = Non dit
hubs-service-of = { $service } (« { $title } »)
hubs-who-out = Qui est écarté, faute de quoi : { $list }.
hubs-who-out-none = Personne n'est écarté faute de téléphone ou de moyen de payer.
hubs-lack-channel = un moyen de réserver
hubs-lack-payment = un moyen de payer
hubs-out-item = « { $title } », { $service } : { $profile } ({ $lacking })
hubs-steps-title = Du papier à l'application
hubs-steps-lead = Part servie par un service au moins, avec les moyens de cette étape et des précédentes.
hubs-step = Étape
hubs-adds-title = Le plus petit ajout qui servirait tout le monde
hubs-adds-none = « { $title } » : rien, personne n'est écarté faute de moyen.
hubs-adds = « { $title } » : { $list }.
hubs-add-channel = réserver aussi par : { $name }
hubs-add-payment = payer aussi par : { $name }
hubs-waive = ne plus demander { $name }
hubs-walk = « { $title } » : { $metres } m à pied jusqu'à l'arrêt le plus proche.
hubs-assumptions = Hypothèses des fichiers
hubs-model = Ce que le modèle ne sait pas
hubs-how = Comment c'est calculé
hubs-how-nothing = Ne rien faire est un pôle vide, calculé comme les autres : ses chiffres sont exactement ceux d'aujourd'hui.
hubs-how-levels = Un niveau est atteint quand tout ce qu'il demande, lui et ceux d'en dessous, est rempli. Ce qui n'est pas dit n'est pas compté comme rempli.
hubs-how-payment = Un moyen de réserver et un moyen de payer demandent certaines choses d'une personne. Ce qui n'est pas su d'elle n'est jamais tenu pour acquis.
hubs-how-accounts = Les comptes s'ajoutent au centime : `portee hub accounts` les donne avec leurs formules.
hubs-criteria = Les critères d'intégration
hubs-criterion = Critère
hubs-criterion-level = Axe et niveau
hubs-mend = Ce qui le remplirait
hubs-met = rempli
hubs-unmet = non rempli
hubs-sources = Sources et leur vérification
hubs-source = Source
hubs-checked = Lu à la source
hubs-yes = oui
hubs-no = non
hubs-unchecked = { $count } chiffres des comptes n'ont pas été vérifiés à leur source : remplacez-les par vos devis.
hubs-without-world = Sans réseau, seul ce que disent les fichiers est comparé ; l'usage est celui qu'ils écrivent.
hubs-sheet-figures = Chiffres
hubs-sheet-years = Comptes
hubs-sheet-parties = Qui paie, qui gagne
hubs-sheet-payment = Réserver et payer
hubs-sheet-steps = Du papier à l'application
hubs-sheet-levels = Intégration
hubs-sheet-sources = Sources
hubs-unit = Unité
hubs-change = « { $title } » moins sans pôle
hubs-hub = Pôle
hubs-some = Servis par un service au moins
hubs-all = Servis par tous les services dont ils sont capables
hubs-name-modelled_trips = Trajets par an d'une année courante, selon le modèle de choix
hubs-name-modelled_low = … au moins (5 % des tirages sont plus bas)
hubs-name-modelled_high = … au plus (5 % des tirages sont plus hauts)
hubs-name-gaining = Habitants dont le profil y gagne
hubs-name-surplus = Ce que cela vaut pour eux tous, € par mois
hubs-name-saved = Dépense évitée par les habitants, € par mois
hubs-name-hours_saved = Temps gagné par les habitants, heures par mois
hubs-name-service_level = Demandes servies, sur celles qui sont faites
hubs-why-modelled_trips = Ce que chaque service ajoute et économise, profil par profil, heure par heure ; ordre de grandeur.
hubs-why-modelled_low = Toutes les hypothèses tirées ensemble.
hubs-why-modelled_high = Toutes les hypothèses tirées ensemble.
hubs-why-gaining = Habitants à distance de marche, des profils pour qui un service au moins vaut quelque chose.
hubs-why-surplus = Surplus du modèle de choix : ce que tous les changements valent, en argent.
hubs-why-saved = Différence de coût des trajets qui se faisaient déjà ; négative, ils coûtent plus.
hubs-why-hours_saved = Différence de durée des trajets qui se faisaient déjà ; négative, ils durent plus.
hubs-why-service_level = Simulation d'une année, trajet après trajet : qui trouve un véhicule. Un vélo loué au mois que la flotte n'a pas n'y est pas demandé : voir « laissés de côté ».
hubs-name-unmet_trips = … dont laissés de côté, faute de véhicules
hubs-why-unmet_trips = Trajets que le modèle voit et que la flotte du fichier ne peut pas porter ; les comptes ne les ont pas.
hubs-gains-title = Qui y gagne
hubs-gains-lead = Par personne et par mois, en euros : ce que le pôle vaut à chacun d'après le modèle de choix, comparé à ne rien faire.
hubs-profile = Profil
hubs-surplus-month = « { $title } », € par mois
hubs-few = moins de 11
hubs-map-gain = on y gagne
hubs-map-same = rien ne change
hubs-map-equal = l'un vaut l'autre
hubs-map-more = « { $title } » vaut plus
hubs-map-hub = le pôle
hubs-map-alt = Carte : « { $title } » comparé à ne rien faire. On y gagne en { $gain } lieux, rien ne change en { $same }. Le losange est le pôle.
hubs-map-alt-two = Carte : « { $title } » vaut plus en { $up } lieux, « { $other } » en { $down }, l'un vaut l'autre en { $same }. Le losange est le pôle.
hubs-map-hidden = { $count ->
    [one] { $count } lieu où vivent trop peu de gens n'est pas montré
   *[other] { $count } lieux où vivent trop peu de gens ne sont pas montrés
  }
hubs-map-title = Ce que vaut le pôle, € par mois et par personne
hubs-sheet-gains = Qui y gagne
hubs-doc-cell = lieu d'habitation
hubs-doc-people = personnes que les profils représentent ; vide sous 11, ou si la source les a estimées
hubs-axis-physical = Physique
hubs-axis-digital = Numérique
hubs-axis-democratic = Démocratique
hubs-map-unit = € par mois et par personne
