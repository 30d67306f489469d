// Pages of pains, incidents and rules: the map beside the table that says the same, and the small map of a form. Without
// this script the table and the fields say and take all that is needed.

import { drawField } from "./map/field";
import type { PageGround } from "./map/view";

async function board(part: HTMLElement): Promise<void> {
  const holder = part.querySelector<HTMLElement>("#board-map");
  const said = part.querySelector<HTMLElement>("#board-said");
  if (!holder || !said) return;
  const { BoardMap } = await import("./map/board");
  part.hidden = false;
  const choose = (rows: readonly string[]): void => {
    for (const old of document.querySelectorAll(".is-chosen")) old.classList.remove("is-chosen");
    const found = rows.map((id) => document.getElementById(id)).filter((row) => row !== null);
    for (const row of found) row.classList.add("is-chosen");
    const first = found[0];
    // The row is said here too: whoever looks at the map need not look away.
    said.textContent = first ? [...first.children].map((cell) => cell.textContent?.trim() ?? "").join(" · ") : (said.dataset.none ?? "");
  };
  new BoardMap(
    holder,
    JSON.parse(part.dataset.ground ?? "{}") as PageGround,
    part.dataset.label ?? "",
    JSON.parse(part.dataset.features ?? "{}") as GeoJSON.FeatureCollection,
    Number(part.dataset.around ?? 0),
    choose,
  );
  choose([]);
}

async function start(): Promise<void> {
  const shown = document.querySelector<HTMLElement>("#board");
  const form = document.querySelector<HTMLElement>("#draw");
  try {
    if (shown) await board(shown);
    if (form) await drawField(form);
  } catch {
    if (shown) shown.hidden = true;
    if (form) form.hidden = true;
  }
  document.documentElement.dataset.ready = "board";
}

void start();
