// The map of a board: numbered points and areas, whose numbers are those of the table below. Points that were moved are
// drawn with the disc in which their true place lies.

import type { Map as MapLibreMap, MapMouseEvent } from "maplibre-gl";

import { pixels, rowsOf } from "../board/around";
import { boundsOf } from "./bounds";
import { LOSE } from "./colours";
import { groundMap } from "./ground";
import type { PageGround } from "./view";

const ALLOW = "#0072b2";
const SLOW = "#b8860b";

/** Colours of Okabe–Ito; edges differ too, so that colour is never alone. */
const COLOUR = ["match", ["get", "sort"], "allow", ALLOW, "slow", SLOW, LOSE];

export class BoardMap {
  private readonly map: MapLibreMap;

  constructor(
    holder: HTMLElement,
    ground: PageGround,
    label: string,
    private readonly features: GeoJSON.FeatureCollection,
    private readonly around: number,
    chosen: (rows: readonly string[]) => void,
  ) {
    this.map = groundMap(holder, ground, label);
    this.map.on("style.load", () => this.draw());
    const touched = (event: Pick<MapMouseEvent, "point">): void => {
      const { x, y } = event.point;
      const layers = ["board-points", "board-areas"].filter((id) => this.map.getLayer(id));
      chosen(rowsOf(this.map.queryRenderedFeatures([[x - 8, y - 8], [x + 8, y + 8]], { layers }))); // prettier-ignore
    };
    this.map.on("click", touched);
    this.map.getCanvas().addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      touched({ point: this.map.project(this.map.getCenter()) });
    });
    const box = boundsOf(features);
    if (box) this.map.fitBounds(box, { padding: 48, animate: false, maxZoom: 15 });
  }

  private draw(): void {
    const dark = matchMedia("(prefers-color-scheme: dark)").matches;
    const lat = this.map.getCenter().lat;
    const points = ["==", ["geometry-type"], "Point"];
    const areas = ["!=", ["geometry-type"], "Point"];
    const of = (sort: string): unknown[] => ["all", areas, ["==", ["get", "sort"], sort]];
    const edge = (sort: string, dashes: number[] | null): unknown => ({
      id: `board-edge-${sort}`,
      type: "line",
      source: "board",
      filter: of(sort),
      paint: { "line-color": COLOUR, "line-width": 3, ...(dashes ? { "line-dasharray": dashes } : {}) },
    });
    this.map.addSource("board", { type: "geojson", data: this.features });
    const layers: unknown[] = [
      {
        id: "board-areas",
        type: "fill",
        source: "board",
        filter: areas,
        paint: { "fill-color": COLOUR, "fill-opacity": 0.2 },
      },
      edge("ban", null),
      edge("slow", [3, 2]),
      edge("allow", [1, 1.5]),
      {
        id: "board-around",
        type: "circle",
        source: "board",
        filter: points,
        paint: {
          "circle-color": LOSE,
          "circle-opacity": 0.06,
          "circle-stroke-color": LOSE,
          "circle-stroke-opacity": 0.25,
          "circle-stroke-width": 1,
          "circle-radius": [
            "interpolate", ["exponential", 2], ["zoom"],
            6, pixels(this.around, lat, 6), 18, pixels(this.around, lat, 18),
          ], // prettier-ignore
        },
      },
      {
        id: "board-points",
        type: "circle",
        source: "board",
        filter: points,
        paint: {
          "circle-color": dark ? "#ffb98a" : "#9c4300",
          "circle-radius": ["interpolate", ["linear"], ["zoom"], 10, 4, 16, 8],
          "circle-stroke-color": dark ? "#1c1b19" : "#ffffff",
          "circle-stroke-width": 1.5,
        },
      },
      {
        id: "board-numbers",
        type: "symbol",
        source: "board",
        layout: {
          "text-field": ["to-string", ["get", "number"]],
          "text-font": ["Atkinson Hyperlegible", "sans-serif"],
          "text-size": 14,
          "text-offset": ["case", points, ["literal", [0, -1.1]], ["literal", [0, 0]]],
        },
        paint: {
          "text-color": dark ? "#f0eee9" : "#1c1b19",
          "text-halo-color": dark ? "#1c1f22" : "#ffffff",
          "text-halo-width": 2,
        },
      },
    ];
    for (const layer of layers) {
      if ((layer as { id: string }).id === "board-around" && this.around <= 0) continue;
      this.map.addLayer(layer as Parameters<MapLibreMap["addLayer"]>[0]);
    }
  }
}
