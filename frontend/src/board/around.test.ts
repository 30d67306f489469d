import { describe, expect, it } from "vitest";

import { pixels, rowsOf } from "./around";

describe("a length on the ground", () => {
  it("doubles with each level", () => {
    expect(pixels(300, 43.3, 14)).toBeCloseTo(2 * pixels(300, 43.3, 13), 9);
  });
  it("is the whole width of the world at zoom 0 on the equator", () => {
    expect(pixels(40_075_016.686, 0, 0)).toBeCloseTo(512, 6);
  });
  it("is longer in pixels away from the equator", () => {
    expect(pixels(300, 60, 12)).toBeCloseTo(2 * pixels(300, 0, 12), 6);
  });
});

describe("what was touched", () => {
  it("names each row once, and nothing without a row", () => {
    expect(rowsOf([{ properties: { row: "a" } }, { properties: { row: "a" } }, { properties: {} }, { properties: null }])).toEqual(["a"]);
  });
});
