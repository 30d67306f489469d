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
  /** Words of the switch of lines and stops, null where the territory has none. */
  transit: string | null;
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

/** Layers of lines and stops of public transport, which a switch shows and hides. */
export const TRANSIT = ["transit-casing", "transit-line", "transit-straight", "transit-name", "stop", "stop-name"] as const;

/** Modes on ways of their own: drawn wider, and from farther away. */
const HEAVY = ["in", ["get", "mode"], ["literal", ["rail", "metro", "tram", "funicular", "cable"]]];

function transit(palette: Palette, theme: Theme, shown: boolean): unknown[] {
  const visibility = shown ? "visible" : "none";
  // Buses are many: from afar they stay behind what a page tells.
  const seen = ["interpolate", ["linear"], ["zoom"], 12, ["case", HEAVY, 1, 0.35], 15, ["case", HEAVY, 1, 0.85]];
  const wide = ["interpolate", ["linear"], ["zoom"], 9, ["case", HEAVY, 1.5, 0.5], 16, ["case", HEAVY, 6, 3]];
  const way = (id: string, straight: boolean, dash: object): unknown => ({
    id,
    type: "line",
    source: SOURCE,
    "source-layer": "transit",
    filter: ["==", ["get", "straight"], straight],
    layout: { visibility, "line-join": "round" },
    paint: { "line-color": ["get", `on_${theme}`], "line-width": wide, "line-opacity": seen, ...dash },
  });
  const written = { "text-color": palette.label, "text-halo-color": palette.halo, "text-halo-width": 1.6 };
  return [
    {
      id: "transit-casing",
      type: "line",
      source: SOURCE,
      "source-layer": "transit",
      layout: { visibility, "line-join": "round" },
      paint: { "line-color": palette.land, "line-width": ["interpolate", ["linear"], ["zoom"], 9, 2, 16, 8], "line-opacity": 0.4 },
    },
    way("transit-line", false, {}),
    // Where only its stops are known, a line is drawn straight between them, and looks like it.
    way("transit-straight", true, { "line-dasharray": [3, 1] }),
    {
      id: "transit-name",
      type: "symbol",
      source: SOURCE,
      "source-layer": "transit",
      minzoom: 11,
      filter: ["any", HEAVY, [">=", ["zoom"], 14]],
      layout: { visibility, "symbol-placement": "line", "text-field": ["get", "name"], "text-font": FONT, "text-size": 13 },
      paint: written,
    },
    {
      id: "stop",
      type: "circle",
      source: SOURCE,
      "source-layer": "stop",
      layout: { visibility },
      paint: {
        "circle-radius": ["interpolate", ["linear"], ["zoom"], 12, ["case", HEAVY, 3, 1.5], 17, ["case", HEAVY, 7, 5]],
        "circle-color": palette.halo,
        "circle-stroke-color": palette.label,
        "circle-stroke-width": 1.5,
      },
    },
    {
      id: "stop-name",
      type: "symbol",
      source: SOURCE,
      "source-layer": "stop",
      minzoom: 13,
      filter: ["any", HEAVY, [">=", ["zoom"], 15]],
      layout: {
        visibility,
        "text-field": ["get", "name"],
        "text-font": FONT,
        "text-size": 13,
        "text-offset": [0, 0.7],
        "text-anchor": "top",
        "text-max-width": 8,
        "symbol-sort-key": ["case", HEAVY, 0, 1],
      },
      paint: written,
    },
  ];
}

function layers(palette: Palette, lang: string, theme: Theme, shown: boolean | null): LayerSpecification[] {
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
    ...(shown === null ? [] : transit(palette, theme, shown)),
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

/** A style of the ground in one theme and language. shown: whether lines and stops are, where there are any. */
export function groundStyle(ground: Ground, theme: Theme, shown = false): StyleSpecification {
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
    layers: layers(PALETTES[theme], ground.lang, theme, ground.transit ? shown : null),
  };
}

/** Below which layer of the ground data are drawn, so that labels stay readable. */
export const BELOW = "street-name";
