# Les cartes.

map-attribution = © les contributeurs d'OpenStreetMap (ODbL)
map-attribution-other = Rues : { $file }, { $licence }
map-transit = Lignes et arrêts
map-zoom-in = Agrandir la carte
map-zoom-out = Réduire la carte
