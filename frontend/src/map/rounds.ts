// A map of rounds: lines along streets in colours and dashes that everybody can tell apart, with their names along them,
// and the sites where they start.

import { type ExpressionSpecification, type GeoJSONSource, type LineLayerSpecification, type MapLibreMap, Popup } from "maplibre-gl";

import { boundsOf } from "./bounds";
import { groundMap } from "./ground";
import type { PageGround } from "./view";

/** Okabe and Ito's, the darkest first, and dashes in widths of the line: looks are told apart without colours too. */
export const LOOKS: readonly { colour: string; dash: readonly number[] }[] = [
  { colour: "#0072b2", dash: [] },
  { colour: "#d55e00", dash: [4, 1.5] },
  { colour: "#009e73", dash: [1.5, 1] },
  { colour: "#cc79a7", dash: [5, 1, 1, 1] },
  { colour: "#e69f00", dash: [2.5, 1] },
  { colour: "#56b4e9", dash: [1, 1.5] },
];
export const SUPPLY = { colour: "#8a857b", dash: [0.5, 1.5] } as const;
/** Of rounds that supply micro-hubs, as the server has it. */
export const SUPPLY_LOOK = -1;
const SITES: Record<string, string> = { depot: "#000000", micro_hub: "#f0e442", locker: "#ffffff" };
/** The look of a round; sites have none. */
const LOOK: ExpressionSpecification = ["coalesce", ["get", "look"], SUPPLY_LOOK - 1];
const FONT = ["Atkinson Hyperlegible", "sans-serif"];
const NOTHING: GeoJSON.FeatureCollection = { type: "FeatureCollection", features: [] };

export class RoundMap {
  private readonly map: MapLibreMap;
  private shapes: GeoJSON.FeatureCollection = NOTHING;

  /** told: is given the properties of a round that was touched, and gives what is said beside it. */
  constructor(holder: HTMLElement, ground: PageGround, label: string, told: (properties: Record<string, unknown>) => string) {
    this.map = groundMap(holder, ground, label);
    this.map.on("style.load", () => this.draw());
    this.map.on("click", (event) => {
      const near: [[number, number], [number, number]] = [
        [event.point.x - 6, event.point.y - 6],
        [event.point.x + 6, event.point.y + 6],
      ];
      const [found] = this.map.queryRenderedFeatures(near, { layers: this.drawn.map((one) => one.id) });
      if (!found) return;
      const said = document.createElement("p");
      said.className = "told-here";
      said.textContent = told(found.properties);
      new Popup({ closeButton: false, focusAfterOpen: false }).setLngLat(event.lngLat).setDOMContent(said).addTo(this.map);
    });
  }

  /** Show other rounds, whole. */
  show(shapes: GeoJSON.FeatureCollection): void {
    this.shapes = shapes;
    this.map.getSource<GeoJSONSource>("rounds")?.setData(shapes);
    const box = boundsOf(shapes);
    if (box) this.map.fitBounds(box, { padding: 30, animate: false, maxZoom: 16 });
  }

  private get drawn(): LineLayerSpecification[] {
    const looks = [SUPPLY, ...LOOKS];
    return looks.map(({ colour, dash }, place) => ({
      id: `round-${place - 1}`,
      type: "line",
      source: "rounds",
      filter: place
        ? ["all", [">=", LOOK, 0], ["==", ["%", LOOK, LOOKS.length], place - 1]]
        : ["==", LOOK, SUPPLY_LOOK],
      layout: { "line-join": "round" },
      paint: {
        "line-color": colour,
        "line-width": place ? 4 : 3,
        ...(dash.length ? { "line-dasharray": [...dash] } : {}),
      },
    }));
  }

  private draw(): void {
    this.map.addSource("rounds", { type: "geojson", data: this.shapes });
    this.map.addLayer({
      id: "round-casing",
      type: "line",
      source: "rounds",
      filter: ["==", ["geometry-type"], "LineString"],
      paint: { "line-color": "#ffffff", "line-width": 7, "line-opacity": 0.8 },
    });
    for (const layer of this.drawn) this.map.addLayer(layer);
    this.map.addLayer({
      id: "sites",
      type: "circle",
      source: "rounds",
      filter: ["==", ["geometry-type"], "Point"],
      paint: {
        "circle-radius": ["match", ["get", "kind"], "locker", 5, 9],
        "circle-color": ["match", ["get", "kind"], "depot", SITES.depot ?? "", "micro_hub", SITES.micro_hub ?? "", SITES.locker ?? ""],
        "circle-stroke-color": ["match", ["get", "kind"], "depot", "#ffffff", "#000000"],
        "circle-stroke-width": 2.5,
      },
    });
    this.map.addLayer({
      id: "round-names",
      type: "symbol",
      source: "rounds",
      filter: ["==", ["geometry-type"], "LineString"],
      layout: {
        "symbol-placement": "line",
        "text-field": ["get", "label"],
        "text-font": FONT,
        "text-size": 13,
        "symbol-spacing": 350,
      },
      paint: { "text-color": "#000000", "text-halo-color": "#ffffff", "text-halo-width": 2 },
    });
  }
}

/** Colours of the sites, for a key. */
export function siteColour(kind: string): string {
  return SITES[kind] ?? "#000000";
}
