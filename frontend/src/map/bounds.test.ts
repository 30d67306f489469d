import { describe, expect, it } from "vitest";

import { boundsOf, boxOf } from "./bounds";

const area = (coordinates: number[][][][]): GeoJSON.Feature => ({
  type: "Feature",
  properties: {},
  geometry: { type: "MultiPolygon", coordinates },
});

describe("the box around areas", () => {
  it("holds every ring of every part", () => {
    const areas: GeoJSON.FeatureCollection = {
      type: "FeatureCollection",
      features: [area([[[[5, 43], [5.1, 43.2], [5, 43]]], [[[4.9, 43.1], [5, 43.3], [4.9, 43.1]]]])],
    };
    expect(boundsOf(areas)).toEqual([4.9, 43, 5.1, 43.3]);
  });

  it("is none around nothing", () => {
    expect(boundsOf(null)).toBeNull();
    expect(boundsOf({ type: "FeatureCollection", features: [area([])] })).toBeNull();
  });
});

describe("the box around positions", () => {
  it("holds each of them", () => {
    expect(boxOf([{ lon: 5, lat: 43.2 }, { lon: 5.3, lat: 43 }])).toEqual([5, 43, 5.3, 43.2]);
    expect(boxOf([])).toBeNull();
  });
});
