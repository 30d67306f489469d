// What hubs are worth place by place: colours, and the words of their key.

import type { ExpressionSpecification } from "maplibre-gl";

import type { Row } from "../legend";
import { GAIN, LOSE, SAME, STEPS } from "../map/colours";
import { thirds } from "../what_if/drawing";
import type { Say } from "../words";

/** Euros a month and person below which nothing is said to change; as `LITTLE_EUR` of the server has it. */
export const LITTLE = 0.01;

export interface Hub {
  id: string;
  title: Record<string, string>;
  lon: number;
  lat: number;
}

export interface Gains extends GeoJSON.FeatureCollection {
  hubs: Hub[];
}

export interface Painted {
  colour: ExpressionSpecification;
  key: Row[];
}

/** How one hub's worth is painted: in three parts of as many places each, of those where it is worth something. */
export function worth(points: GeoJSON.FeatureCollection, name: string, say: Say, written: (eur: number) => string): Painted {
  const values = points.features.map((one) => Number(one.properties?.[name])).filter((eur) => eur >= LITTLE);
  const [low, high] = thirds(values);
  return {
    colour: [
      "case", ["<", ["get", name], LITTLE], SAME, ["<=", ["get", name], low], STEPS[0],
      ["<=", ["get", name], high], STEPS[1], STEPS[2],
    ], // prettier-ignore
    key: [
      [SAME, say("hub-gains-none")],
      [STEPS[0], say("hub-gains-up-to", { value: written(low) })],
      [STEPS[1], say("hub-gains-up-to", { value: written(high) })],
      [STEPS[2], say("hub-gains-beyond")],
    ],
  };
}

/** Where the first of two hubs is worth more, and where the second. */
export function between(first: Hub, second: Hub, lang: string, say: Say): Painted {
  const less: ExpressionSpecification = ["-", ["get", `surplus_${first.id}`], ["get", `surplus_${second.id}`]];
  const title = (hub: Hub): string => hub.title[lang] ?? hub.id;
  return {
    colour: ["case", [">=", less, LITTLE], GAIN, ["<=", less, -LITTLE], LOSE, SAME],
    key: [
      [GAIN, say("hub-gains-more", { title: title(first) })],
      [LOSE, say("hub-gains-more", { title: title(second) })],
      [SAME, say("hub-gains-equal")],
    ],
  };
}
