// The page of parcels: put the depot and the micro-hub on the map, and see the rounds there. Without this script the form
// takes names or coordinates, and the answer has a picture and tables.

import { named, row, sample } from "./goods/key";
import { DRAWN } from "./map/colours";
import type { PageGround } from "./map/view";
import { read, written } from "./what_if/drawing";
import { type Say, sayer } from "./words";

const CATALOGUES = import.meta.glob<string>("../../src/portee/web/words/goods.*.ftl", { query: "?raw", import: "default" });
const COLOURS: Record<string, string> = { depot: "#000000", hub: DRAWN };

interface View extends GeoJSON.FeatureCollection {
  id: string;
  /** Whether each round has a look of its own. */
  apart: boolean;
  looks: string[];
}

async function words(lang: string): Promise<Say> {
  const load = CATALOGUES[`../../src/portee/web/words/goods.${lang}.ftl`];
  if (!load) throw new Error(`no words in '${lang}'`);
  return sayer(lang, await load());
}

function groundOf(part: HTMLElement): PageGround {
  return JSON.parse(part.dataset.ground ?? "{}") as PageGround;
}

async function place(part: HTMLElement): Promise<void> {
  const holder = part.querySelector<HTMLElement>(".map-box");
  const choices = [...part.querySelectorAll<HTMLInputElement>("input[name=put]")];
  if (!holder || !choices.length) return;
  const { PlaceMap } = await import("./map/placed");
  part.hidden = false;
  const fields = new Map<string, HTMLInputElement>();
  for (const choice of choices) {
    const field = document.querySelector<HTMLInputElement>(`#${choice.value}`);
    if (field) fields.set(choice.value, field);
  }
  const said = (text: string): HTMLElement => {
    const told = document.createElement("strong");
    told.className = "told-here";
    told.textContent = text;
    return told;
  };
  const things = [...fields.keys()].map((name) => {
    const label = part.dataset[name] ?? name;
    return { name, label, colour: COLOURS[name] ?? DRAWN, told: said(label) };
  });
  const chosen = (): string => choices.find((choice) => choice.checked)?.value ?? "";
  const map = new PlaceMap(holder, groundOf(part), part.dataset.label ?? "", things, chosen, (name, at) => {
    const field = fields.get(name);
    if (field) field.value = written(at);
    // What is not placed yet comes next.
    const next = choices.find((choice) => !fields.get(choice.value)?.value);
    if (next) next.checked = true;
  });
  for (const [name, field] of fields) {
    map.show(name, read(field.value));
    field.addEventListener("input", () => {
      const at = read(field.value);
      if (at) map.show(name, at);
    });
  }
  map.fit();
}

async function rounds(part: HTMLElement): Promise<void> {
  const lang = part.dataset.lang ?? "fr";
  const holder = part.querySelector<HTMLElement>(".map-box");
  const key = part.querySelector(".colours");
  if (!holder || !key) return;
  const [say, drawn, answer] = await Promise.all([words(lang), import("./map/rounds"), fetch(part.dataset.rounds ?? "")]);
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  const { views } = (await answer.json()) as { views: View[] };
  const { LOOKS, RoundMap, SUPPLY, SUPPLY_LOOK, siteColour } = drawn;
  part.hidden = false;
  const told = (round: Record<string, unknown>): string => {
    const text = say("goods-round-told", round as Record<string, string | number>);
    const heard = part.querySelector("#round-told");
    if (heard) heard.textContent = text;
    return text;
  };
  const map = new RoundMap(holder, groundOf(part), holder.dataset.label ?? "", told);
  const dot = (colour: string): HTMLElement => {
    const mark = document.createElement("i");
    mark.style.background = colour;
    return mark;
  };
  const show = (): void => {
    const wanted = part.querySelector<HTMLInputElement>("input[name=view]:checked")?.value;
    const view = views.find((one) => one.id === wanted) ?? views[0];
    if (!view) return;
    map.show(view);
    const items = named(view.looks, LOOKS.length).map((names, look) =>
      row(sample(LOOKS[look] ?? SUPPLY), say(view.apart ? "goods-look-round" : "goods-look", { site: names.join(", ") })),
    );
    const kinds = new Set(view.features.map((one) => String(one.properties?.kind ?? "")));
    if (view.features.some((one) => one.properties?.look === SUPPLY_LOOK)) {
      items.push(row(sample(SUPPLY), say("goods-look-supply")));
    }
    for (const [kind, id] of [["depot", "depot"], ["micro_hub", "hub"], ["locker", "locker"]] as const) {
      if (kinds.has(kind)) items.push(row(dot(siteColour(kind)), say(`goods-look-${id}`)));
    }
    key.replaceChildren(...items);
  };
  part.addEventListener("change", show);
  show();
}

async function start(): Promise<void> {
  for (const [selector, run] of [["#goods-map", place], ["#round-map", rounds]] as const) {
    const part = document.querySelector<HTMLElement>(selector);
    try {
      if (part) await run(part);
    } catch {
      // Where no map can be drawn the form, the picture and the tables say all that is needed.
      if (part) part.hidden = true;
    }
  }
  document.documentElement.dataset.ready = "goods";
}

void start();
