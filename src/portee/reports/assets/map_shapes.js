// From encoded text to shapes: every point is a step from the one before, see mapcoords.py.

const walk = (text, point) => {
  let value = 0, shift = 0, x = 0, y = 0, pending = null, first = true;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 32) { x = 0; y = 0; first = true; continue; }
    const part = code - 63;
    value |= (part & 31) << shift;
    shift += 5;
    if (part >= 32) continue;
    const step = value & 1 ? ~(value >> 1) : value >> 1;
    value = 0; shift = 0;
    if (pending === null) { pending = step; continue; }
    x += pending; y += step; pending = null;
    point(x, y, first);
    first = false;
  }
};

const linesPath = (texts, closed) => {
  const path = new Path2D();
  for (const text of texts) {
    let open = false;
    walk(text, (x, y, first) => {
      if (first) { if (open && closed) path.closePath(); path.moveTo(x, y); open = true; } else path.lineTo(x, y);
    });
    if (open && closed) path.closePath();
  }
  return path;
};

const boxOf = (text) => {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  walk(text, (x, y) => {
    box[0] = Math.min(box[0], x); box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x); box[3] = Math.max(box[3], y);
  });
  return box;
};

const pointsOf = (text) => {
  const points = [];
  walk(text, (x, y) => points.push([x, y]));
  return points;
};

// Lines of different categories differ by their dashes too, for eyes that do not tell the colours.
const DASHES = [[], [13, 9], [1, 9], [18, 8, 1, 8]];
const dashOf = (column, index) => (column.kind === "categorical" && index >= 0 ? DASHES[index % DASHES.length] : []);

// A small square repeated over a surface, in device pixels: "hatch", "+" or "−".
const patternOf = (context, kind, ratio) => {
  const size = Math.round((kind === "hatch" ? 7 : 13) * ratio);
  const tile = document.createElement("canvas");
  tile.width = tile.height = size;
  const pen = tile.getContext("2d");
  const strokes = kind === "hatch"
    ? [[-1, 1, 1, -1], [0, size, size, 0], [size - 1, size + 1, size + 1, size - 1]]
    : [[size * .3, size / 2, size * .7, size / 2], ...(kind === "+" ? [[size / 2, size * .3, size / 2, size * .7]] : [])];
  for (const [colour, width] of [["rgba(255,255,255,.85)", 2.6], ["rgba(0,0,0,.9)", 1.1]]) {
    pen.strokeStyle = colour; pen.lineWidth = width * ratio;
    pen.beginPath();
    for (const [x0, y0, x1, y1] of strokes) { pen.moveTo(x0, y0); pen.lineTo(x1, y1); }
    pen.stroke();
  }
  return context.createPattern(tile, "repeat");
};
