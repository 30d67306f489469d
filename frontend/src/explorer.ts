// The explorer page: sliders and the map ask the server, whose answer takes the place of the one before. Without this
// script the form does the same with a new page.

import { afterQuiet, areasOf, Asker, place } from "./explorer/answers";
import { addSliders } from "./explorer/sliders";
import type { AreaMap, PageGround, Position } from "./map/view";
import { type Say, sayer } from "./words";

const CATALOGUES = import.meta.glob<string>("../../src/portee/web/words/explorer.*.ftl", {
  query: "?raw",
  import: "default",
});

const QUIET_MS = 120;

async function words(lang: string): Promise<Say> {
  const load = CATALOGUES[`../../src/portee/web/words/explorer.${lang}.ftl`];
  if (!load) throw new Error(`no words in '${lang}'`);
  return sayer(lang, await load());
}

function need<Kind extends Element>(selector: string): Kind {
  const found = document.querySelector<Kind>(selector);
  if (!found) throw new Error(`the page has no ${selector}`);
  return found;
}

async function start(): Promise<void> {
  const form = need<HTMLFormElement>("#ask");
  const regions = {
    sentence: need<HTMLElement>("#sentence"),
    legend: need<HTMLElement>("#legend"),
    details: need<HTMLElement>("#details"),
  };
  const holder = need<HTMLElement>("#map");
  const lang = holder.dataset.lang ?? "fr";
  const say = await words(lang);
  const at = form.elements.namedItem("at") as HTMLInputElement;
  const typed = form.elements.namedItem("place") as HTMLInputElement;
  const zone = form.elements.namedItem("zone") as HTMLSelectElement | null;
  const asker = new Asker(`/${lang}/explorer/answer`);
  let map: AreaMap | null = null;

  // Once asked for, reasons are told with every answer until they are no longer wanted.
  let why = false;

  const ask = async (): Promise<void> => {
    const fields = new FormData(form);
    if (why) fields.set("why", "1");
    regions.details.classList.add("waiting");
    try {
      const html = await asker.ask(fields);
      if (html === null) return;
      const areas = place(regions, html);
      map?.show(areas);
      const share = regions.details.querySelector<HTMLAnchorElement>("#share");
      if (share) history.replaceState(null, "", share.href);
    } catch {
      const told = document.createElement("p");
      told.className = "answer";
      told.textContent = say("explorer-answer-failed");
      regions.sentence.replaceChildren(told);
    }
    regions.details.classList.remove("waiting");
  };
  const soon = afterQuiet(() => void ask(), QUIET_MS);

  const go = (position: Position, fromList = false): void => {
    at.value = `${position.lat.toFixed(5)},${position.lon.toFixed(5)}`;
    typed.value = "";
    // The list keeps what was chosen from it: by keys one walks through it, one choice after another.
    if (zone && !fromList) zone.value = "";
    map?.moveTo(position);
    void ask();
  };

  addSliders(form, (label) => say("explorer-slider", { label }), soon);
  form.addEventListener("change", (event) => {
    if (event.target === zone && zone?.value) {
      const [lat, lon] = zone.value.split(",").map(Number);
      if (lat !== undefined && lon !== undefined) go({ lon, lat }, true);
    } else if (event.target !== typed) {
      soon();
    }
  });
  typed.addEventListener("input", () => {
    if (zone) zone.value = "";
  });
  form.addEventListener("submit", (event) => {
    // A name that was typed is looked up by a new page, which can also tell of others.
    if (typed.value.trim()) return;
    event.preventDefault();
    const button = (event as SubmitEvent).submitter as HTMLButtonElement | null;
    why = button?.name === "why";
    void ask().then(() => {
      if (why) document.querySelector("#why-title")?.scrollIntoView({ block: "nearest" });
    });
  });

  try {
    const { AreaMap: Drawn } = await import("./map/view");
    const [lat = 0, lon = 0] = at.value.split(",").map(Number);
    holder.hidden = false;
    const ground = JSON.parse(holder.dataset.ground ?? "{}") as PageGround;
    map = new Drawn(holder, ground, { lon, lat }, holder.dataset.label ?? "", (position) => go(position));
    const areas = areasOf(regions.details);
    map.show(areas);
    map.fit(areas);
    need<HTMLElement>("#picture").hidden = true;
  } catch {
    holder.hidden = true;
    const told = document.createElement("p");
    told.className = "hint";
    told.textContent = say("explorer-map-failed");
    holder.after(told);
  }
  document.documentElement.dataset.ready = "explorer";
}

void start();
