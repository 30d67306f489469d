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
layer-result-neighbourhoods = { $part }, by neighbourhood
layer-result-cells = { $part }, by place where people live
layer-result = Computed by Portée on the timetables of { $days }. Names of columns tell the unit.
