// Entry of the explorer page.

import "maplibre-gl/dist/maplibre-gl.css";
import { Map as GroundMap, setWorkerUrl } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";

import { groundStyle } from "./map/style";

setWorkerUrl(workerUrl);
const holder = document.querySelector<HTMLElement>("#map");
if (holder) {
  new GroundMap({
    container: holder,
    style: groundStyle(JSON.parse(holder.dataset.ground ?? "{}"), "light"),
  });
}
