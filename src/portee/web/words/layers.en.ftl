# Layers of a territory that other programs read, such as QGIS.

layer-cells = Residents by cell
layer-jobs = Places of work
layer-training = Places of training
layer-childcare = Childcare
layer-school = Schools
layer-health = Health care
layer-shops = Shops
layer-services = Services
layer-priority = Priority neighbourhoods
