# Les colis et leurs tournées : un plan, ses tournées, les fourgons à côté. Les mots de la réponse sont dans ceux des rapports.

page-goods = Des colis
page-goods-lead = Un micro-hub, des vélos cargos : quelles tournées, à quel coût par colis, et à côté les mêmes colis en fourgon.
goods-ask = Et si des colis arrivaient à vélo ?
goods-promise = Dites d'où partent les colis et combien. Portée fait les tournées, les vérifie une à une et les compare à des fourgons.
goods-unsound = Ce plan ne peut pas être pris tel quel :
goods-new-title = Un premier plan
goods-new-lead = Un dépôt d'où tout arrive, un micro-hub d'où partent les triporteurs. Les colis sont tirés là où les gens vivent : ce n'est le colis de personne.
goods-or-file = Ou un plan déjà écrit
goods-place-depot = Où est le dépôt ?
goods-place-hub = Où est le micro-hub ?
goods-place-depot-short = le dépôt
goods-place-hub-short = le micro-hub
goods-parcels-day = Combien de colis par jour ?
goods-radius = Jusqu'à combien de mètres autour du micro-hub ?
goods-bikes = Combien de triporteurs au plus ?
goods-van-count = Combien de fourgons au plus, pour comparer ?
goods-title = Nom du plan (facultatif)
goods-unnamed = Mes colis
goods-new = Faire ce plan
goods-assumed-drawn = Les colis sont tirés là où vivent les habitants : remplacez-les par de vraies commandes.
goods-assumed-times = Les horaires du dépôt, du micro-hub et des véhicules sont ceux d'un premier plan : corrigez-les dans le fichier.
goods-from-drawn = Les colis sont tirés là où vivent les habitants.
goods-from-file = { $count ->
    [one] Le fichier a { $count } commande.
   *[other] Le fichier a { $count } commandes.
}
goods-from-table = { $lines ->
    [one] Le tableau envoyé a { $lines } ligne.
   *[other] Le tableau envoyé a { $lines } lignes.
}
goods-from-none = Le plan lit ses commandes dans « { $file } » : envoyez ce tableau plus bas.
goods-sites = Portée cherche où placer ce que le plan demande.
goods-vehicles = { $part ->
    [vans] Fourgons pour comparer
   *[other] { $supplies ->
        [yes] Pour approvisionner
       *[no] { $kind ->
            [cargo_bike] Vélos cargos
            [cargo_trike] Triporteurs
            [van_electric] Fourgons électriques
           *[other] Fourgons
        }
    }
} ({ $id }), au plus
goods-compare = Faire les tournées
goods-variant-lead = Gardez ce plan tel quel et changez-en une copie : les deux sont mis côte à côte.
goods-alone = Ne plus garder que ce plan
goods-orders-title = De vraies commandes
goods-orders-lead = Un tableau CSV : une ligne par commande, avec au moins id, lon et lat. N'y mettez aucun nom : un numéro, un lieu et une heure suffisent.
goods-orders-upload = Le tableau des commandes
goods-orders-hint = Un fichier .csv de { $size } ko au plus.
goods-orders-take = Prendre ces commandes
goods-upload = Ouvrir un plan
goods-map-label = Carte où placer le dépôt et le micro-hub
goods-map-put = Placer sur la carte
goods-map-hint = Touchez la carte ou faites glisser une marque ; au clavier, les flèches déplacent la carte et Entrée place au milieu.
goods-rounds-map-title = Les tournées, sur la carte
goods-rounds-map-lead = Touchez une tournée pour savoir ce qu'elle fait. Les tableaux plus haut disent la même chose.
goods-rounds-map = Carte des tournées le long des rues
goods-view-vans = les fourgons depuis le dépôt
goods-look = tournées de { $site }
goods-look-round = tournée { $site }
goods-look-supply = approvisionnement
goods-look-depot = dépôt
goods-look-hub = micro-hub
goods-look-locker = consigne
goods-round-told = { $label } : de { $starts } à { $ends }, { $stops ->
    [one] { $stops } arrêt
   *[other] { $stops } arrêts
}, { $parcels } colis, { $km } km.
goods-take-html = La page, à imprimer
goods-take-pdf = Une feuille pour une réunion
goods-take-xlsx = Les chiffres dans un tableur
goods-take-gpkg = Les tournées et les arrêts, pour un logiciel de cartes
goods-take-yaml = Le plan, avec ses lieux
goods-take-csv = Les commandes
goods-again = Reprendre ce plan
goods-id-shuttle = navette
goods-id-trikes = triporteurs
goods-id-vans = fourgons
