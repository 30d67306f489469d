// The box around areas.

export type Box = [number, number, number, number];

/** West, south, east, north in degrees around all areas; null when there are none. */
export function boundsOf(areas: GeoJSON.FeatureCollection | null): Box | null {
  const box: Box = [Infinity, Infinity, -Infinity, -Infinity];
  const visit = (item: unknown): void => {
    if (!Array.isArray(item)) return;
    const [lon, lat] = item as unknown[];
    if (typeof lon === "number" && typeof lat === "number") {
      box[0] = Math.min(box[0], lon);
      box[1] = Math.min(box[1], lat);
      box[2] = Math.max(box[2], lon);
      box[3] = Math.max(box[3], lat);
    } else {
      item.forEach(visit);
    }
  };
  for (const feature of areas?.features ?? []) {
    if (feature.geometry && "coordinates" in feature.geometry) visit(feature.geometry.coordinates);
  }
  return Number.isFinite(box[0]) ? box : null;
}

/** The box around positions; null when there are none. */
export function boxOf(positions: readonly { lon: number; lat: number }[]): Box | null {
  if (!positions.length) return null;
  const lon = positions.map((at) => at.lon);
  const lat = positions.map((at) => at.lat);
  return [Math.min(...lon), Math.min(...lat), Math.max(...lon), Math.max(...lat)];
}
