// A map of the territory's own ground in the reader's theme, for pages that draw something on it.

import "maplibre-gl/dist/maplibre-gl.css";
import { AttributionControl, MapLibreMap, NavigationControl, setWorkerUrl, type StyleSpecification } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";

import { groundStyle, type Theme } from "./style";
import { TransitSwitch } from "./transit";
import { buttons, markDrawn, type PageGround } from "./view";

setWorkerUrl(workerUrl);

/** Throws where the browser draws no maps (no WebGL). lines: whether lines and stops are shown at first. */
export function groundMap(holder: HTMLElement, ground: PageGround, label: string, lines = false): MapLibreMap {
  const transit = ground.transit && !ground.style ? new TransitSwitch(ground.transit, lines) : null;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const style = (): StyleSpecification | string => {
    if (ground.style) return ground.style;
    const theme: Theme = dark.matches ? "dark" : "light";
    const tiles = new URL(ground.tiles, location.href).href.replaceAll("%7B", "{").replaceAll("%7D", "}");
    return groundStyle({ ...ground, tiles }, theme, transit?.shown);
  };
  const map = new MapLibreMap({
    container: holder,
    style: style(),
    bounds: ground.start,
    fitBoundsOptions: { padding: 16 },
    locale: buttons(ground),
    minZoom: 6,
    maxZoom: 18,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new AttributionControl({ compact: false }), "bottom-right");
  map.addControl(new NavigationControl({ showCompass: false }), "top-right");
  if (transit) map.addControl(transit, "top-left");
  map.getCanvas().setAttribute("aria-label", label);
  map.getCanvas().setAttribute("role", "application");
  dark.addEventListener("change", () => map.setStyle(style()));
  markDrawn(map);
  return map;
}
