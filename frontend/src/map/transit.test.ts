import type { MapLibreMap } from "maplibre-gl";
import { expect, test } from "vitest";

import { TRANSIT } from "./style";
import { TransitSwitch } from "./transit";

test("the switch shows and hides every layer of lines and stops, and is named", () => {
  const seen = new Map<string, string>();
  const map = {
    getLayer: () => true,
    setLayoutProperty: (layer: string, _: string, value: string) => seen.set(layer, value),
  } as unknown as MapLibreMap;
  const control = new TransitSwitch("Lignes et arrêts", true);
  const holder = control.onAdd(map);
  document.body.append(holder);
  const box = holder.querySelector("input");
  expect(holder.querySelector("label")?.textContent).toContain("Lignes et arrêts");
  expect(box?.checked).toBe(true);
  box?.click();
  expect(control.shown).toBe(false);
  expect([...seen]).toEqual(TRANSIT.map((layer) => [layer, "none"]));
  box?.click();
  expect(seen.get("stop")).toBe("visible");
});
