// Sizes of what a board draws: a disc of so many metres keeps its size on the ground at every zoom.

/** Metres that a pixel covers at the equator at zoom 0, on tiles of 512 pixels. */
const EQUATOR_M = 40_075_016.686 / 512;

/** Pixels that a length takes at a latitude and a zoom (Web Mercator). */
export function pixels(metres: number, lat: number, zoom: number): number {
  return (metres / (EQUATOR_M * Math.cos((lat * Math.PI) / 180))) * 2 ** zoom;
}

/** Of features at one place, all rows: what one touch of overlapping points means. */
export function rowsOf(features: readonly { properties: Record<string, unknown> | null }[]): string[] {
  return [...new Set(features.map((one) => String(one.properties?.row ?? "")).filter(Boolean))];
}
