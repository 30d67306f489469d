import { createExpression } from "@maplibre/maplibre-gl-style-spec";
import { expect, test } from "vitest";

import { GAIN, LOSE, SAME, STEPS } from "../map/colours";
import { between, type Hub, worth } from "./gains";

const say = (id: string, values?: Record<string, unknown>): string => `${id} ${JSON.stringify(values ?? {})}`;
const HUBS: Hub[] = ["a", "b"].map((id) => ({ id, title: { fr: `Pôle ${id}` }, lon: 5, lat: 43 }));

function painted(colour: unknown, properties: Record<string, number>): unknown {
  const made = createExpression(colour as never, { type: "string" } as never);
  if (made.result !== "success") throw new Error(JSON.stringify(made.value));
  return made.value.evaluate({ zoom: 12 }, { type: 1, properties } as never);
}

test("places are parted in three of those that gain; the others are told apart", () => {
  const values = [0, 0, 1, 2, 3, 4, 5, 6];
  const features = values.map((eur) => ({ properties: { surplus_a: eur } })) as unknown as GeoJSON.Feature[];
  const { colour, key } = worth({ type: "FeatureCollection", features }, "surplus_a", say, (eur) => `${eur}`);
  expect(values.map((eur) => painted(colour, { surplus_a: eur }))).toEqual([
    SAME, SAME, STEPS[0], STEPS[0], STEPS[0], STEPS[1], STEPS[1], STEPS[2],
  ]); // prettier-ignore
  expect(key.map(([shade]) => shade)).toEqual([SAME, ...STEPS]);
  expect(key[1]?.[1]).toContain("3");
});

test("of two hubs the one that is worth more gives its colour", () => {
  const [first, second] = HUBS as [Hub, Hub];
  const { colour, key } = between(first, second, "fr", say);
  expect(painted(colour, { surplus_a: 2, surplus_b: 1 })).toBe(GAIN);
  expect(painted(colour, { surplus_a: 1, surplus_b: 2 })).toBe(LOSE);
  expect(painted(colour, { surplus_a: 1, surplus_b: 1.001 })).toBe(SAME);
  expect(key[0]?.[1]).toContain("Pôle a");
});
