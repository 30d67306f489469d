import { validateStyleMin } from "@maplibre/maplibre-gl-style-spec";
import { describe, expect, it } from "vitest";

import { contrast } from "./contrast";
import { BELOW, groundStyle, PALETTES, TRANSIT, type Ground, type Theme } from "./style";

const GROUND: Ground = {
  tiles: "https://example.org/tiles/{z}/{x}/{y}.pbf",
  maxZoom: 14,
  bounds: [5, 43, 6, 44],
  attribution: "© OpenStreetMap",
  lang: "fr",
  transit: "Lignes et arrêts",
};
const THEMES: Theme[] = ["light", "dark"];

describe("the ground", () => {
  it.each(THEMES)("is a valid style (%s)", (theme) => {
    expect(validateStyleMin(groundStyle(GROUND, theme))).toEqual([]);
  });

  it.each(THEMES)("asks nobody else for anything (%s)", (theme) => {
    const style = groundStyle({ ...GROUND, tiles: "/tiles/{z}/{x}/{y}.pbf", attribution: "" }, theme);
    expect(style.glyphs).toBeUndefined();
    expect(style.sprite).toBeUndefined();
    expect(JSON.stringify(style)).not.toMatch(/https?:/);
  });

  it.each(THEMES)("has labels that can be read (%s)", (theme) => {
    const palette = PALETTES[theme];
    for (const under of [palette.land, palette.water, palette.green, palette.street]) {
      expect(contrast(palette.label, under)).toBeGreaterThanOrEqual(4.5);
    }
  });

  it("has the layer that data are drawn below", () => {
    expect(groundStyle(GROUND, "light").layers.map((layer) => layer.id)).toContain(BELOW);
  });

  it.each([true, false])("shows and hides lines and stops (%s)", (shown) => {
    const style = groundStyle(GROUND, "light", shown);
    expect(validateStyleMin(style)).toEqual([]);
    const found = style.layers.filter((layer) => (TRANSIT as readonly string[]).includes(layer.id));
    expect(found.map((layer) => layer.id)).toEqual([...TRANSIT]);
    expect(new Set(found.map((layer) => layer.layout?.visibility))).toEqual(new Set([shown ? "visible" : "none"]));
  });

  it("has none where the territory has no timetable", () => {
    expect(JSON.stringify(groundStyle({ ...GROUND, transit: null }, "light", true))).not.toContain("transit");
  });

  it("speaks the reader's language", () => {
    expect(JSON.stringify(groundStyle({ ...GROUND, lang: "en" }, "light"))).toContain("name_en");
  });
});
