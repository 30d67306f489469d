// A map with a few things that are put somewhere: by touching the map, by dragging one, or in the middle by Enter. What
// they are is told beside them.

import { Marker, type MapLibreMap, Popup } from "maplibre-gl";

import { boxOf } from "./bounds";
import { groundMap } from "./ground";
import type { PageGround, Position } from "./view";

const NEAR_ZOOM = 15;
const WIDE_ZOOM = 13;
/** Of the head of a mark above its place, pixels. */
const HEAD = 38;

export interface Thing {
  /** Name of the field that holds where it is. */
  name: string;
  /** What it is, for whoever hears the page. */
  label: string;
  colour: string;
  /** What is told beside it, null for nothing. */
  told: HTMLElement | null;
}

export class PlaceMap {
  private readonly map: MapLibreMap;
  private readonly marks = new Map<string, Marker>();
  private readonly told = new Map<string, Popup>();
  private readonly shown = new Map<string, Position>();

  /** chosen: which thing is put where the map is touched. placed: is told of what was put where. */
  constructor(
    holder: HTMLElement,
    ground: PageGround,
    label: string,
    things: readonly Thing[],
    private readonly chosen: () => string,
    private readonly placed: (name: string, at: Position) => void,
  ) {
    this.map = groundMap(holder, ground, label, true);
    for (const thing of things) this.marks.set(thing.name, this.marked(thing));
    this.map.on("click", (event) => this.put({ lon: event.lngLat.lng, lat: event.lngLat.lat }));
    this.map.getCanvas().addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      const middle = this.map.getCenter();
      this.put({ lon: middle.lng, lat: middle.lat });
    });
  }

  /** Show a thing somewhere without saying that it was put there; null takes it away. */
  show(name: string, at: Position | null): void {
    const mark = this.marks.get(name);
    if (!mark) return;
    if (at === null) {
      mark.remove();
      this.told.get(name)?.remove();
      this.shown.delete(name);
      return;
    }
    mark.setLngLat([at.lon, at.lat]);
    this.told.get(name)?.setLngLat([at.lon, at.lat]);
    if (!this.shown.has(name)) {
      mark.addTo(this.map);
      this.told.get(name)?.addTo(this.map);
    }
    this.shown.set(name, at);
  }

  /** Bring what is shown into view, without moving through what lies between. */
  fit(): void {
    const box = boxOf([...this.shown.values()]);
    if (box) this.map.fitBounds(box, { padding: 60, animate: false, maxZoom: this.shown.size > 1 ? NEAR_ZOOM : WIDE_ZOOM });
  }

  private marked(thing: Thing): Marker {
    const mark = new Marker({ color: thing.colour, draggable: true });
    mark.getElement().setAttribute("aria-label", thing.label);
    mark.getElement().dataset.thing = thing.name;
    mark.on("dragend", () => {
      const { lng, lat } = mark.getLngLat();
      this.shown.set(thing.name, { lon: lng, lat });
      this.placed(thing.name, { lon: lng, lat });
    });
    if (thing.told) {
      // Not the mark's own: that would take the keyboard's focus, and the field above already holds the place.
      const told = new Popup({ closeButton: false, closeOnClick: false, focusAfterOpen: false, maxWidth: "15rem", offset: HEAD });
      this.told.set(thing.name, told.setDOMContent(thing.told));
      mark.on("drag", () => told.setLngLat(mark.getLngLat()));
    }
    return mark;
  }

  private put(at: Position): void {
    const name = this.chosen();
    this.show(name, at);
    this.placed(name, at);
  }
}
