// Maps of the page of scenarios: one to draw on, and one of figures by place, in colours that everybody can tell apart.

import {
  type CircleLayerSpecification,
  type ExpressionSpecification,
  type GeoJSONSource,
  type MapLibreMap,
  Marker,
} from "maplibre-gl";

import { boundsOf } from "./bounds";
import { DRAWN } from "./colours";
import { groundMap } from "./ground";
import type { PageGround, Position } from "./view";

/** A map that places points where it is touched, or in its middle by Enter. */
export class DrawMap {
  private readonly map: MapLibreMap;
  private shape: GeoJSON.FeatureCollection = { type: "FeatureCollection", features: [] };

  constructor(holder: HTMLElement, ground: PageGround, label: string, placed: (at: Position) => void) {
    this.map = groundMap(holder, ground, label, true);
    this.map.on("click", (event) => placed({ lon: event.lngLat.lng, lat: event.lngLat.lat }));
    this.map.getCanvas().addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      const middle = this.map.getCenter();
      placed({ lon: middle.lng, lat: middle.lat });
    });
    this.map.on("style.load", () => {
      this.map.addSource("drawn", { type: "geojson", data: this.shape });
      this.map.addLayer({
        id: "drawn-line",
        type: "line",
        source: "drawn",
        paint: { "line-color": DRAWN, "line-width": 3 },
      });
      this.map.addLayer({
        id: "drawn-points",
        type: "circle",
        source: "drawn",
        filter: ["==", ["geometry-type"], "Point"],
        paint: { "circle-radius": 7, "circle-color": DRAWN, "circle-stroke-color": "#ffffff", "circle-stroke-width": 2 },
      });
    });
  }

  show(shape: GeoJSON.FeatureCollection): void {
    this.shape = shape;
    this.map.getSource<GeoJSONSource>("drawn")?.setData(shape);
  }
}

/** A map of one figure of many places. */
export class FigureMap {
  readonly map: MapLibreMap;
  private colour: ExpressionSpecification;

  /** places: of what the figures are about, marked. */
  constructor(
    holder: HTMLElement,
    ground: PageGround,
    label: string,
    points: GeoJSON.FeatureCollection,
    colour: ExpressionSpecification,
    places: readonly Position[] = [],
  ) {
    this.colour = colour;
    this.map = groundMap(holder, ground, label);
    const dark = matchMedia("(prefers-color-scheme: dark)");
    const layer = (): CircleLayerSpecification => ({
      id: "figures",
      type: "circle",
      source: "figures",
      paint: {
        "circle-color": this.colour,
        "circle-radius": ["interpolate", ["exponential", 2], ["zoom"], 10, 2.5, 15, 12],
        "circle-stroke-color": dark.matches ? "#f0eee9" : "#1c1b19",
        "circle-stroke-width": 0.75,
      },
    });
    this.map.on("style.load", () => {
      this.map.addSource("figures", { type: "geojson", data: points });
      this.map.addLayer(layer());
    });
    for (const at of places) {
      const mark = new Marker({ color: "#000000" }).setLngLat([at.lon, at.lat]).addTo(this.map);
      mark.getElement().setAttribute("aria-hidden", "true");
    }
    const box = boundsOf(points);
    if (box) this.map.fitBounds(box, { padding: 24, animate: false, maxZoom: 14 });
  }

  /** Tell another figure of the same places. */
  paint(colour: ExpressionSpecification): void {
    this.colour = colour;
    if (this.map.getLayer("figures")) this.map.setPaintProperty("figures", "circle-color", colour);
  }
}

/** Let maps show the same part of the ground: what moves one moves all. */
export function together(maps: readonly FigureMap[]): void {
  let moving = false;
  for (const one of maps) {
    one.map.on("move", () => {
      if (moving) return;
      moving = true;
      const view = { center: one.map.getCenter(), zoom: one.map.getZoom() };
      for (const other of maps) if (other !== one) other.map.jumpTo(view);
      moving = false;
    });
  }
}
