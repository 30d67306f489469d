// The muted ground of every map: the territory's own tiles, one layer of data to be laid over it. No outside service,
// no sprite, and letters drawn from the reader's own fonts.

import type { LayerSpecification, StyleSpecification } from "maplibre-gl";

export type Theme = "light" | "dark";

/** Colours of the ground. Contrast of labels with the land is above 4.5 in both themes. */
export interface Palette {
  land: string;
  water: string;
  green: string;
  built: string;
  building: string;
  street: string;
  casing: string;
  major: string;
  rail: string;
  label: string;
  halo: string;
}

export const PALETTES: Record<Theme, Palette> = {
  light: {
    land: "#f7f6f3",
    water: "#cfdce6",
    green: "#e6ebdf",
    built: "#efedea",
    building: "#e3e0db",
    street: "#ffffff",
    casing: "#d9d5cf",
    major: "#e9e2d4",
    rail: "#a9a5a0",
    label: "#4a4a4a",
    halo: "#f7f6f3",
  },
  dark: {
    land: "#1c1f22",
    water: "#17303f",
    green: "#222b24",
    built: "#24272a",
    building: "#2c3034",
    street: "#3a3f44",
    casing: "#15171a",
    major: "#4a4f55",
    rail: "#6b6f74",
    label: "#c9ccd0",
    halo: "#1c1f22",
  },
};

export interface Ground {
  /** Address of the tiles with {z}, {x} and {y}, from the root of the server or whole. */
  tiles: string;
  /** Largest zoom that has tiles of its own; beyond it they are enlarged. */
  maxZoom: number;
  /** west, south, east, north in degrees. */
  bounds: [number, number, number, number];
  attribution: string;
  lang: string;
}

const SOURCE = "ground";
const FONT = ["Atkinson Hyperlegible", "sans-serif"];

/** Name of a thing in the reader's language where the map knows it, else as it is called there. */
function nameIn(lang: string): unknown[] {
  return ["coalesce", ["get", `name_${lang}`], ["get", "name"]];
}

/** Width growing with zoom, twice per level from `zoom` on. */
function width(zoom: number, at: number, last: number): unknown[] {
  return ["interpolate", ["exponential", 1.6], ["zoom"], zoom, at, 18, last];
}

function layers(palette: Palette, lang: string): LayerSpecification[] {
  const fill = (id: string, layer: string, color: string, filter?: unknown[]): unknown => ({
    id,
    type: "fill",
    source: SOURCE,
    "source-layer": layer,
    ...(filter ? { filter } : {}),
    paint: { "fill-color": color },
  });
  const line = (id: string, of: string, color: string, widths: unknown[], from: number): unknown => ({
    id,
    type: "line",
    source: SOURCE,
    "source-layer": "street",
    minzoom: from,
    filter: ["==", ["get", "class"], of],
    layout: { "line-cap": "round", "line-join": "round" },
    paint: { "line-color": color, "line-width": widths },
  });
  const found: unknown[] = [
    { id: "land", type: "background", paint: { "background-color": palette.land } },
    fill("green", "landuse", palette.green, ["==", ["get", "class"], "green"]),
    fill("built", "landuse", palette.built, ["==", ["get", "class"], "built"]),
    fill("water", "water", palette.water),
    {
      id: "waterway",
      type: "line",
      source: SOURCE,
      "source-layer": "waterway",
      paint: { "line-color": palette.water, "line-width": width(10, 0.5, 8) },
    },
    { ...(fill("building", "building", palette.building) as object), minzoom: 14 },
    line("path", "path", palette.casing, width(14, 0.4, 3), 14),
    line("street-casing", "street", palette.casing, width(12, 0.6, 16), 12),
    line("major-casing", "major", palette.casing, width(9, 0.9, 22), 9),
    line("motorway-casing", "motorway", palette.casing, width(7, 1, 26), 6),
    line("street", "street", palette.street, width(12, 0.3, 13), 12),
    line("major", "major", palette.street, width(9, 0.5, 18), 9),
    line("motorway", "motorway", palette.major, width(7, 0.6, 22), 6),
    {
      id: "rail",
      type: "line",
      source: SOURCE,
      "source-layer": "rail",
      paint: { "line-color": palette.rail, "line-width": width(10, 0.5, 3), "line-dasharray": [4, 2] },
    },
    {
      id: "street-name",
      type: "symbol",
      source: SOURCE,
      "source-layer": "street",
      minzoom: 14.5,
      filter: ["has", "name"],
      layout: {
        "symbol-placement": "line",
        "text-field": nameIn(lang),
        "text-font": FONT,
        "text-size": ["interpolate", ["linear"], ["zoom"], 14, 11, 18, 15],
      },
      paint: { "text-color": palette.label, "text-halo-color": palette.halo, "text-halo-width": 1.2 },
    },
    {
      id: "place",
      type: "symbol",
      source: SOURCE,
      "source-layer": "place",
      layout: {
        "text-field": nameIn(lang),
        "text-font": FONT,
        "text-max-width": 7,
        "symbol-sort-key": ["get", "rank"],
        "text-size": ["interpolate", ["linear"], ["get", "rank"], 1, 18, 5, 12],
      },
      paint: { "text-color": palette.label, "text-halo-color": palette.halo, "text-halo-width": 1.4 },
    },
  ];
  return found as LayerSpecification[];
}

/** A style of the ground in one theme and language. */
export function groundStyle(ground: Ground, theme: Theme): StyleSpecification {
  return {
    version: 8,
    name: `portee-${theme}`,
    sources: {
      [SOURCE]: {
        type: "vector",
        tiles: [ground.tiles],
        minzoom: 0,
        maxzoom: ground.maxZoom,
        bounds: ground.bounds,
        attribution: ground.attribution,
      },
    },
    layers: layers(PALETTES[theme], ground.lang),
  };
}

/** Below which layer of the ground data are drawn, so that labels stay readable. */
export const BELOW = "street-name";
