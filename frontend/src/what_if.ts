// The page of scenarios: draw on a map what the form asks, see the answer on maps. Without this script the form takes
// coordinates, and the answer has a picture.

import type { ExpressionSpecification } from "maplibre-gl";

import { colours } from "./legend";
import { GAIN, LOSE, SAME, STEPS } from "./map/colours";
import { drawField } from "./map/field";
import type { PageGround } from "./map/view";
import { thirds } from "./what_if/drawing";
import { figure, type Say, sayer } from "./words";

const CATALOGUES = import.meta.glob<string>("../../src/portee/web/words/what_if.*.ftl", {
  query: "?raw",
  import: "default",
});

async function words(lang: string): Promise<Say> {
  const load = CATALOGUES[`../../src/portee/web/words/what_if.${lang}.ftl`];
  if (!load) throw new Error(`no words in '${lang}'`);
  return sayer(lang, await load());
}

async function maps(part: HTMLElement): Promise<void> {
  const lang = part.dataset.lang ?? "fr";
  const [say, drawn, answer] = await Promise.all([words(lang), import("./map/points"), fetch(part.dataset.points ?? "")]);
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  const points = (await answer.json()) as GeoJSON.FeatureCollection;
  const ground = JSON.parse(part.dataset.ground ?? "{}") as PageGround;
  const { FigureMap, together } = drawn;
  // The same colours mean the same figures before and after.
  const [low, high] = thirds(points.features.map((point) => Number(point.properties?.before)));
  const rising: ExpressionSpecification = [
    "case", [">", ["get", "change"], 0], GAIN, ["<", ["get", "change"], 0], LOSE, SAME,
  ]; // prettier-ignore
  const step = (name: string): ExpressionSpecification => [
    "case", ["<=", ["get", name], low], STEPS[0], ["<=", ["get", name], high], STEPS[1], STEPS[2],
  ]; // prettier-ignore
  part.hidden = false;
  const made = new Map<string, InstanceType<typeof FigureMap>>();
  const add = (view: string): void => {
    for (const figureOf of part.querySelectorAll<HTMLElement>("figure[data-view]")) {
      figureOf.hidden = figureOf.dataset.view !== view;
      const box = figureOf.querySelector<HTMLElement>(".map-box");
      const name = box?.dataset.figure ?? "";
      if (figureOf.hidden || !box || made.has(name)) continue;
      const colour = name === "change" ? rising : step(name);
      made.set(name, new FigureMap(box, ground, box.dataset.label ?? "", points, colour));
      if (view === "both" && made.has("before") && name === "after") {
        together([...made].filter(([key]) => key !== "change").map(([, map]) => map));
      }
    }
  };
  colours(part.querySelector("[data-colours=change]"), [
    [GAIN, say("whatif-more-places")],
    [LOSE, say("whatif-fewer-places")],
    [SAME, say("whatif-same-places")],
  ]);
  for (const name of ["before", "after"]) {
    colours(part.querySelector(`[data-colours=${name}]`), [
      [STEPS[0], say("whatif-up-to", { value: figure(lang, low) })],
      [STEPS[1], say("whatif-up-to", { value: figure(lang, high) })],
      [STEPS[2], say("whatif-beyond")],
    ]);
  }
  part.addEventListener("change", (event) => add((event.target as HTMLInputElement).value));
  add(part.querySelector<HTMLInputElement>("input[name=view]:checked")?.value ?? "change");
}

async function start(): Promise<void> {
  const part = document.querySelector<HTMLElement>("#draw");
  const shown = document.querySelector<HTMLElement>("#change-maps");
  try {
    if (part) await drawField(part);
    if (shown) await maps(shown);
  } catch {
    // Where no map can be drawn the form and the picture say all that is needed.
    if (part) part.hidden = true;
    if (shown) shown.hidden = true;
  }
  document.documentElement.dataset.ready = "what-if";
}

void start();
