// The key of a map of rounds: a piece of line for each look, a dot for each kind of site.

export interface Look {
  colour: string;
  dash: readonly number[];
}

const SVG = "http://www.w3.org/2000/svg";
const WIDE = 4;

/** The names of each look, in turn: looks that share a colour and a dash share a line of the key. */
export function named(looks: readonly string[], count: number): string[][] {
  const found: string[][] = Array.from({ length: Math.min(looks.length, count) }, () => []);
  looks.forEach((name, place) => found[place % count]?.push(name));
  return found;
}

/** A piece of line as the map draws it. */
export function sample({ colour, dash }: Look): SVGSVGElement {
  const drawing = document.createElementNS(SVG, "svg");
  for (const [name, value] of [["viewBox", "0 0 40 10"], ["width", "40"], ["height", "10"], ["aria-hidden", "true"]] as const) {
    drawing.setAttribute(name, value);
  }
  const line = document.createElementNS(SVG, "path");
  line.setAttribute("d", "M0 5H40");
  line.setAttribute("stroke", colour);
  line.setAttribute("stroke-width", String(WIDE));
  if (dash.length) line.setAttribute("stroke-dasharray", dash.map((part) => part * WIDE).join(" "));
  drawing.append(line);
  return drawing;
}

/** A line of the key: a drawing, then words. */
export function row(drawing: Element, text: string): HTMLLIElement {
  const item = document.createElement("li");
  item.append(drawing, ` ${text}`);
  return item;
}
