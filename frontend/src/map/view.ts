// The map of a page: its ground in the reader's theme, areas over it, a mark where one starts.

import "maplibre-gl/dist/maplibre-gl.css";
import {
  AttributionControl,
  type GeoJSONSource,
  MapLibreMap,
  Marker,
  NavigationControl,
  ScaleControl,
  setWorkerUrl,
  type StyleSpecification,
} from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";

import { boundsOf } from "./bounds";
import { BELOW, type Ground, groundStyle, type Theme } from "./style";
import { TransitSwitch } from "./transit";

export interface PageGround extends Ground {
  /** Address of another style to draw on, null for the territory's own tiles. */
  style: string | null;
  /** West, south, east and north of where people live: what a map shows first. */
  start: [number, number, number, number];
  zoomIn: string;
  zoomOut: string;
}

/** What the buttons of a map say, in the reader's language. */
export function buttons(ground: PageGround): Record<string, string> {
  return { "NavigationControl.ZoomIn": ground.zoomIn, "NavigationControl.ZoomOut": ground.zoomOut };
}

/** The box of a map is marked data-drawn while all that is wanted on it is drawn, for whoever waits to look at it. */
export function markDrawn(map: MapLibreMap): void {
  const { dataset } = map.getContainer();
  for (const name of ["dataloading", "movestart", "resize"] as const) map.on(name, () => delete dataset.drawn);
  map.on("idle", () => (dataset.drawn = "1"));
}

export interface Position {
  lon: number;
  lat: number;
}

const AREAS = "areas";
/** The darkest and the lightest of three steps of batlow, which differ in greyscale too. */
const SHADES: Record<Theme, { near: string; far: string; edge: string }> = {
  light: { near: "#103f60", far: "#3c6d56", edge: "#103f60" },
  dark: { near: "#f9c7e8", far: "#c09036", edge: "#f9c7e8" },
};

setWorkerUrl(workerUrl);

/** A map with one layer of areas. Throws where the browser draws no maps (no WebGL). */
export class AreaMap {
  private readonly map: MapLibreMap;
  private readonly mark: Marker;
  private readonly transit: TransitSwitch | null;
  private readonly dark = matchMedia("(prefers-color-scheme: dark)");
  private readonly still = matchMedia("(prefers-reduced-motion: reduce)");
  private areas: GeoJSON.FeatureCollection = { type: "FeatureCollection", features: [] };

  constructor(
    holder: HTMLElement,
    private readonly ground: PageGround,
    start: Position,
    label: string,
    chosen: (position: Position) => void,
  ) {
    this.transit = ground.transit && !ground.style ? new TransitSwitch(ground.transit, true) : null;
    this.map = new MapLibreMap({
      container: holder,
      style: this.style(),
      locale: buttons(ground),
      center: [start.lon, start.lat],
      zoom: 12,
      minZoom: 6,
      maxZoom: 18,
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      cooperativeGestures: false,
    });
    this.map.touchZoomRotate.disableRotation();
    this.map.addControl(new AttributionControl({ compact: false }), "bottom-right");
    this.map.addControl(new NavigationControl({ showCompass: false }), "top-right");
    this.map.addControl(new ScaleControl({ unit: "metric" }), "bottom-left");
    if (this.transit) this.map.addControl(this.transit, "top-left");
    const canvas = this.map.getCanvas();
    canvas.setAttribute("aria-label", label);
    canvas.setAttribute("role", "application");
    this.mark = new Marker({ color: "#000000" }).setLngLat([start.lon, start.lat]).addTo(this.map);
    this.mark.getElement().setAttribute("aria-hidden", "true");
    this.map.on("click", (event) => chosen({ lon: event.lngLat.lng, lat: event.lngLat.lat }));
    canvas.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      const middle = this.map.getCenter();
      chosen({ lon: middle.lng, lat: middle.lat });
    });
    this.map.on("style.load", () => this.draw());
    this.dark.addEventListener("change", () => this.map.setStyle(this.style()));
    markDrawn(this.map);
  }

  private get theme(): Theme {
    return this.dark.matches ? "dark" : "light";
  }

  private style(): StyleSpecification | string {
    if (this.ground.style) return this.ground.style;
    // Tiles are asked by a worker, which has no address to start from.
    const tiles = new URL(this.ground.tiles, location.href).href.replaceAll("%7B", "{").replaceAll("%7D", "}");
    return groundStyle({ ...this.ground, tiles }, this.theme, this.transit?.shown);
  }

  /** Bring areas into view as a whole, without moving through what lies between. */
  fit(areas: GeoJSON.FeatureCollection | null): void {
    const box = boundsOf(areas);
    if (box) this.map.fitBounds(box, { padding: 24, animate: false, maxZoom: 14 });
  }

  /** Show other areas, the largest first. */
  show(areas: GeoJSON.FeatureCollection | null): void {
    this.areas = areas ?? { type: "FeatureCollection", features: [] };
    const source = this.map.getSource<GeoJSONSource>(AREAS);
    if (source) source.setData(this.areas);
  }

  /** Put the mark elsewhere, and bring it into view when it is not. */
  moveTo(position: Position): void {
    this.mark.setLngLat([position.lon, position.lat]);
    if (!this.map.getBounds().contains([position.lon, position.lat])) {
      this.map.easeTo({ center: [position.lon, position.lat], animate: !this.still.matches });
    }
  }

  private draw(): void {
    const shade = SHADES[this.theme];
    const below = this.map.getLayer(BELOW) ? BELOW : undefined;
    this.map.addSource(AREAS, { type: "geojson", data: this.areas });
    this.map.addLayer(
      {
        id: "areas-fill",
        type: "fill",
        source: AREAS,
        paint: {
          "fill-color": ["case", ["get", "nearer"], shade.near, shade.far],
          "fill-opacity": ["case", ["get", "nearer"], 0.35, 0.3],
        },
      },
      below,
    );
    this.map.addLayer(
      { id: "areas-edge", type: "line", source: AREAS, paint: { "line-color": shade.edge, "line-width": 1.5 } },
      below,
    );
  }
}
