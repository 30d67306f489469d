# Maps.

map-attribution = © OpenStreetMap contributors (ODbL)
