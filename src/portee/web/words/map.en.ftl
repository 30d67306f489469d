# Maps.

map-attribution = © OpenStreetMap contributors (ODbL)
map-attribution-other = Streets: { $file }, { $licence }
map-transit = Lines and stops
map-zoom-in = Zoom in
map-zoom-out = Zoom out
