// Points as a field of the form holds them, one "latitude, longitude" on each line, and as a map draws them.

import type { Position } from "../map/view";

const POINT = /^\s*(-?\d{1,3}(?:\.\d+)?)\s*[, ]\s*(-?\d{1,3}(?:\.\d+)?)\s*$/;

/** A point as the server reads it; a metre is about 0.00001 degrees. */
export function written(at: Position): string {
  return `${at.lat.toFixed(5)}, ${at.lon.toFixed(5)}`;
}

/** The position that a text says, null for a name or nothing. */
export function read(text: string): Position | null {
  const found = POINT.exec(text);
  return found ? { lat: Number(found[1]), lon: Number(found[2]) } : null;
}

/** The text with one more line. */
export function withPoint(text: string, at: Position): string {
  return [...text.split("\n").filter((line) => line.trim()), written(at)].join("\n");
}

/** The text without its last line. */
export function withoutLast(text: string): string {
  return text
    .split("\n")
    .filter((line) => line.trim())
    .slice(0, -1)
    .join("\n");
}

/** What a text says, to be drawn: its points, and the line through them, closed for an outline. */
export function shapeOf(text: string, closed: boolean): GeoJSON.FeatureCollection {
  const points: [number, number][] = [];
  for (const line of text.split(/[\n;]/)) {
    const found = POINT.exec(line);
    if (found) points.push([Number(found[2]), Number(found[1])]);
  }
  const features: GeoJSON.Feature[] = points.map((coordinates) => ({
    type: "Feature",
    properties: {},
    geometry: { type: "Point", coordinates },
  }));
  const first = points[0];
  if (first && points.length > 1) {
    const coordinates = closed && points.length > 2 ? [...points, first] : points;
    features.push({ type: "Feature", properties: {}, geometry: { type: "LineString", coordinates } });
  }
  return { type: "FeatureCollection", features };
}

/** Two bounds between three equal parts of the values, for colours of as many places each. */
export function thirds(values: readonly number[]): [number, number] {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  return [at(1 / 3), at(2 / 3)];
}
