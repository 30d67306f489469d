// The page of a hub: put it on the map, see what it offers there, and who gains from it. Without this script the form
// takes a name or coordinates, and the answer has a picture and tables.

import { type Gains, between, worth } from "./hub/gains";
import { type Offer, offersTold } from "./hub/offers";
import { colours } from "./legend";
import { DRAWN } from "./map/colours";
import type { PageGround } from "./map/view";
import { read, written } from "./what_if/drawing";
import { figure, type Say, sayer } from "./words";

const CATALOGUES = import.meta.glob<string>("../../src/portee/web/words/hub.*.ftl", { query: "?raw", import: "default" });

/** Pixels below which a map has room for little beside a mark. */
const NARROW = 480;

async function words(lang: string): Promise<Say> {
  const load = CATALOGUES[`../../src/portee/web/words/hub.${lang}.ftl`];
  if (!load) throw new Error(`no words in '${lang}'`);
  return sayer(lang, await load());
}

function groundOf(part: HTMLElement): PageGround {
  return JSON.parse(part.dataset.ground ?? "{}") as PageGround;
}

async function place(part: HTMLElement): Promise<void> {
  const field = document.querySelector<HTMLInputElement>("#place");
  const holder = part.querySelector<HTMLElement>(".map-box");
  if (!field || !holder) return;
  const { PlaceMap } = await import("./map/placed");
  part.hidden = false;
  const label = part.dataset.title ?? "";
  const offers = JSON.parse(part.dataset.offers ?? "[]") as Offer[];
  const told = offersTold(label, offers, holder.clientWidth < NARROW ? 2 : undefined);
  const things = [{ name: "place", label, colour: DRAWN, told }];
  const map = new PlaceMap(holder, groundOf(part), part.dataset.label ?? "", things, () => "place", (_, at) => {
    field.value = written(at);
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }); // prettier-ignore
  map.show("place", read(field.value));
  map.fit();
  // A name is looked up by the server: until then the mark stays where it was.
  field.addEventListener("input", () => {
    const at = read(field.value);
    if (at) map.show("place", at);
  });
}

async function gains(part: HTMLElement): Promise<void> {
  const lang = part.dataset.lang ?? "fr";
  const [say, drawn, answer] = await Promise.all([words(lang), import("./map/points"), fetch(part.dataset.points ?? "")]);
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  const points = (await answer.json()) as Gains;
  const holder = part.querySelector<HTMLElement>(".map-box");
  const [first, second] = points.hubs;
  if (!holder || !first) return;
  const eur = (value: number): string => figure(lang, value, 2);
  const painted = (view: string) =>
    view === "between" && second ? between(first, second, lang, say) : worth(points, view, say, eur);
  const now = (): string => part.querySelector<HTMLInputElement>("input[name=view]:checked")?.value ?? "";
  part.hidden = false;
  const { colour, key } = painted(now());
  const map = new drawn.FigureMap(holder, groundOf(part), holder.dataset.label ?? "", points, colour, points.hubs);
  colours(part.querySelector(".colours"), [...key, ["#000000", say("hub-gains-hub")]]);
  part.addEventListener("change", () => {
    const other = painted(now());
    map.paint(other.colour);
    colours(part.querySelector(".colours"), [...other.key, ["#000000", say("hub-gains-hub")]]);
  });
}

async function start(): Promise<void> {
  for (const [selector, run] of [["#hub-map", place], ["#gain-maps", gains]] as const) {
    const part = document.querySelector<HTMLElement>(selector);
    try {
      if (part) await run(part);
    } catch {
      // Where no map can be drawn the form, the picture and the tables say all that is needed.
      if (part) part.hidden = true;
    }
  }
  document.documentElement.dataset.ready = "hub";
}

void start();
