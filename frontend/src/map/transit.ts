// The switch of a map that shows and hides the lines and stops of public transport.

import type { IControl, MapLibreMap } from "maplibre-gl";

import { TRANSIT } from "./style";

export class TransitSwitch implements IControl {
  private holder: HTMLElement | null = null;

  constructor(
    private readonly label: string,
    public shown: boolean,
  ) {}

  onAdd(map: MapLibreMap): HTMLElement {
    const holder = document.createElement("div");
    holder.className = "maplibregl-ctrl maplibregl-ctrl-group transit-switch";
    const label = document.createElement("label");
    const box = document.createElement("input");
    box.type = "checkbox";
    box.checked = this.shown;
    box.addEventListener("change", () => {
      this.shown = box.checked;
      for (const layer of TRANSIT) {
        if (map.getLayer(layer)) map.setLayoutProperty(layer, "visibility", this.shown ? "visible" : "none");
      }
    });
    label.append(box, ` ${this.label}`);
    holder.append(label);
    this.holder = holder;
    return holder;
  }

  onRemove(): void {
    this.holder?.remove();
  }
}
