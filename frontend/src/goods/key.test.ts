import { expect, test } from "vitest";

import { named, row, sample } from "./key";

test("looks that share a colour share a line of the key", () => {
  expect(named(["a", "b", "c", "d", "e"], 3)).toEqual([["a", "d"], ["b", "e"], ["c"]]);
  expect(named(["a"], 6)).toEqual([["a"]]);
  expect(named([], 6)).toEqual([]);
});

test("a piece of line has the dash of the map, in widths of the line", () => {
  const drawn = row(sample({ colour: "#d55e00", dash: [4, 1.5] }), "<b>nord</b>");
  expect(drawn.querySelector("path")?.getAttribute("stroke-dasharray")).toBe("16 6");
  expect(drawn.textContent?.trim()).toBe("<b>nord</b>");
  expect(sample({ colour: "#000000", dash: [] }).querySelector("path")?.hasAttribute("stroke-dasharray")).toBe(false);
});
