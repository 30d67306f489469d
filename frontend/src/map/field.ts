// The small map of a form: touching it writes coordinates into a field, which the form sends with or without it.

import { shapeOf, withoutLast, withPoint, written } from "../what_if/drawing";
import type { PageGround, Position } from "./view";

/** Show the map of a part of a page, and keep it and its field the same. Throws where no map can be drawn. */
export async function drawField(part: HTMLElement): Promise<void> {
  const name = part.dataset.field ?? "area";
  const field = document.querySelector<HTMLTextAreaElement | HTMLInputElement>(`#${name}`);
  const holder = document.querySelector<HTMLElement>("#draw-map");
  const undo = document.querySelector<HTMLButtonElement>("#draw-undo");
  if (!field || !holder || !undo) return;
  const { DrawMap } = await import("./points");
  part.hidden = false;
  const one = name === "place";
  const placed = (at: Position): void => {
    field.value = one ? written(at) : withPoint(field.value, at);
    show();
  };
  const map = new DrawMap(holder, JSON.parse(part.dataset.ground ?? "{}") as PageGround, part.dataset.label ?? "", placed);
  const show = (): void => map.show(shapeOf(field.value, name === "area"));
  field.addEventListener("input", show);
  undo.addEventListener("click", () => {
    field.value = one ? "" : withoutLast(field.value);
    show();
  });
  show();
}
