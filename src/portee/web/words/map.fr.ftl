# Les cartes.

map-attribution = © les contributeurs d'OpenStreetMap (ODbL)
