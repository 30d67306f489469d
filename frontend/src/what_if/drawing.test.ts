import { expect, test } from "vitest";

import { read, shapeOf, thirds, withoutLast, withPoint, written } from "./drawing";

const HERE = { lon: 5.3712345, lat: 43.3 };

test("a point is written as the form reads it", () => {
  expect(written(HERE)).toBe("43.30000, 5.37123");
  expect(withPoint("Gare\n", HERE)).toBe("Gare\n43.30000, 5.37123");
  expect(withPoint("", HERE)).toBe(written(HERE));
});

test("the last point is taken away, and nothing of nothing", () => {
  expect(withoutLast("a\nb\n")).toBe("a");
  expect(withoutLast("")).toBe("");
});

test("an outline is closed, a line is not, and names are not drawn", () => {
  const text = "43, 5\nGare\n43, 6\n44, 6";
  const ring = shapeOf(text, true).features.at(-1)?.geometry;
  expect(ring).toEqual({ type: "LineString", coordinates: [[5, 43], [6, 43], [6, 44], [5, 43]] });
  expect(shapeOf(text, false).features).toHaveLength(4);
  expect(shapeOf("Gare", true).features).toEqual([]);
});

test("colours part the places in three", () => {
  expect(thirds([6, 5, 4, 3, 2, 1])).toEqual([3, 5]);
  expect(thirds([])).toEqual([0, 0]);
});

test("what is written is read again, and a name is no position", () => {
  expect(read(written(HERE))).toEqual({ lat: 43.3, lon: 5.37123 });
  expect(read("43,3 5,4")).toBeNull();
  expect(read("Gare")).toBeNull();
  expect(read("")).toBeNull();
});
