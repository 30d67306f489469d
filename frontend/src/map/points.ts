// Maps of the page of scenarios: one to draw on, and one of figures by place, in colours that everybody can tell apart.

import "maplibre-gl/dist/maplibre-gl.css";
import {
  AttributionControl,
  type CircleLayerSpecification,
  type ExpressionSpecification,
  type GeoJSONSource,
  MapLibreMap,
  NavigationControl,
  setWorkerUrl,
  type StyleSpecification,
} from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";

import { boundsOf } from "./bounds";
import { groundStyle, type Theme } from "./style";
import type { PageGround, Position } from "./view";

setWorkerUrl(workerUrl);

/** Okabe–Ito: blue gains, vermilion loses; they differ in greyscale too. */
export const GAIN = "#0072b2";
export const LOSE = "#d55e00";
export const SAME = "#8a857b";
/** Three steps of batlow, from the least to the most. */
export const STEPS = ["#f9c7e8", "#808133", "#103f60"] as const;

export function groundMap(holder: HTMLElement, ground: PageGround, label: string): MapLibreMap {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const style = (): StyleSpecification | string => {
    if (ground.style) return ground.style;
    const theme: Theme = dark.matches ? "dark" : "light";
    const tiles = new URL(ground.tiles, location.href).href.replaceAll("%7B", "{").replaceAll("%7D", "}");
    return groundStyle({ ...ground, tiles }, theme);
  };
  const map = new MapLibreMap({
    container: holder,
    style: style(),
    bounds: ground.bounds,
    minZoom: 6,
    maxZoom: 18,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new AttributionControl({ compact: false }), "bottom-right");
  map.addControl(new NavigationControl({ showCompass: false }), "top-right");
  map.getCanvas().setAttribute("aria-label", label);
  map.getCanvas().setAttribute("role", "application");
  dark.addEventListener("change", () => map.setStyle(style()));
  return map;
}

/** A map that places points where it is touched, or in its middle by Enter. */
export class DrawMap {
  private readonly map: MapLibreMap;
  private shape: GeoJSON.FeatureCollection = { type: "FeatureCollection", features: [] };

  constructor(holder: HTMLElement, ground: PageGround, label: string, placed: (at: Position) => void) {
    this.map = groundMap(holder, ground, label);
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
        paint: { "line-color": LOSE, "line-width": 3 },
      });
      this.map.addLayer({
        id: "drawn-points",
        type: "circle",
        source: "drawn",
        filter: ["==", ["geometry-type"], "Point"],
        paint: { "circle-radius": 7, "circle-color": LOSE, "circle-stroke-color": "#ffffff", "circle-stroke-width": 2 },
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

  constructor(
    holder: HTMLElement,
    ground: PageGround,
    label: string,
    points: GeoJSON.FeatureCollection,
    colour: ExpressionSpecification,
  ) {
    this.map = groundMap(holder, ground, label);
    const dark = matchMedia("(prefers-color-scheme: dark)");
    const layer = (): CircleLayerSpecification => ({
      id: "figures",
      type: "circle",
      source: "figures",
      paint: {
        "circle-color": colour,
        "circle-radius": ["interpolate", ["exponential", 2], ["zoom"], 10, 2.5, 15, 12],
        "circle-stroke-color": dark.matches ? "#f0eee9" : "#1c1b19",
        "circle-stroke-width": 0.75,
      },
    });
    this.map.on("style.load", () => {
      this.map.addSource("figures", { type: "geojson", data: points });
      this.map.addLayer(layer());
    });
    const box = boundsOf(points);
    if (box) this.map.fitBounds(box, { padding: 24, animate: false, maxZoom: 14 });
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
