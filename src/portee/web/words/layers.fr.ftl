# Les couches d'un territoire que d'autres programmes lisent, comme QGIS.

layer-cells = Habitants par carreau
layer-jobs = Lieux de travail
layer-training = Lieux de formation
layer-childcare = Modes de garde
layer-school = Écoles
layer-health = Soins
layer-shops = Commerces
layer-services = Services
layer-priority = Quartiers prioritaires
layer-result-neighbourhoods = { $part }, par quartier
layer-result-cells = { $part }, par lieu d'habitation
layer-result = Calculé par Portée sur les horaires du { $days }. Les noms des colonnes disent l'unité.
