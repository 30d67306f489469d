// The drawn map: what is where on the canvas, and how hands and keys move it.

const createMap = (data, state, tell) => {
  const box = document.getElementById("map"), canvas = document.getElementById("canvas");
  const pen = canvas.getContext("2d");
  const base = Object.fromEntries(Object.entries(data.base.lines).map(([name, texts]) => [name, linesPath(texts, false)]));
  const water = linesPath(data.base.water, true);
  const layers = data.layers.map((layer) => ({
    ...layer,
    boxes: layer.shapes.map(boxOf),
    paths: layer.kind === "point" ? null : layer.shapes.map((text) => linesPath([text], layer.kind === "polygon")),
    points: layer.kind === "point" ? layer.shapes.map(pointsOf) : null,
  }));
  const view = { x: 0, y: 0, k: 1, width: 1, height: 1 };
  let ratio = 1, home = null, colour = {}, snapshot = null, settle = 0, groups = new Map();

  const readColours = () => {
    const style = getComputedStyle(document.documentElement);
    for (const name of ["land", "water", "shore", "street", "over", "major", "rail", "label", "halo", "edge", "none", "unreached", "pick", "pick-halo"])
      colour[name] = style.getPropertyValue(`--${name}`).trim();
  };

  const fit = () => {
    const [x0, y0, x1, y1] = data.view;
    view.k = Math.min(view.width / Math.max(x1 - x0, 1), view.height / Math.max(y1 - y0, 1)) * .95;
    view.x = (x0 + x1) / 2; view.y = (y0 + y1) / 2;
    home = view.k;
  };

  const screen = (x, y) => [(x - view.x) * view.k + view.width / 2, (y - view.y) * view.k + view.height / 2];
  const ground = (x, y) => [(x - view.width / 2) / view.k + view.x, (y - view.height / 2) / view.k + view.y];
  const toGround = () => pen.setTransform(view.k * ratio, 0, 0, view.k * ratio, ratio * (view.width / 2 - view.x * view.k), ratio * (view.height / 2 - view.y * view.k));
  const toScreen = () => pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  const stroke = (path, style, pixels, dash = []) => {
    pen.strokeStyle = style; pen.lineWidth = pixels / view.k;
    pen.setLineDash(dash.map((part) => part / view.k));
    pen.stroke(path);
    pen.setLineDash([]);
  };
  const visible = ([x0, y0, x1, y1], margin = 0) => {
    const [west, north] = ground(-margin, -margin), [east, south] = ground(view.width + margin, view.height + margin);
    return x1 >= west && x0 <= east && y1 >= north && y0 <= south;
  };
  const colourOf = (column, place) => {
    const index = column.index[place];
    return index >= 0 ? column.classes[index].colour : colour[index === -2 ? "unreached" : "none"];
  };

  // The shapes of one column gathered by colour and by mark, so that thousands of cells are a handful of strokes.
  const gather = (layer, column) => {
    const byColour = new Map(), marks = { hatch: new Path2D(), "+": new Path2D(), "−": new Path2D() };
    const order = layer.shapes.map((_, place) => place);
    const size = (place) => { const [x0, y0, x1, y1] = layer.boxes[place]; return (x1 - x0) * (y1 - y0); };
    if (order.length <= 300) order.sort((a, b) => size(b) - size(a));
    const single = [];
    for (const place of order) {
      if (!layer.shapes[place]) continue;
      const paint = colourOf(column, place);
      if (order.length <= 300) single.push([layer.paths[place], paint, dashOf(column, column.index[place])]);
      else {
        if (!byColour.has(paint)) byColour.set(paint, new Path2D());
        byColour.get(paint).addPath(layer.paths[place]);
      }
      if (column.approximate[place]) marks.hatch.addPath(layer.paths[place]);
      const sign = column.index[place] >= 0 ? column.classes[column.index[place]].sign : 0;
      if (sign) marks[sign > 0 ? "+" : "−"].addPath(layer.paths[place]);
    }
    return { shapes: single.length ? single : [...byColour].map(([paint, path]) => [path, paint]), marks };
  };

  const mark = (path, kind) => {
    pen.save();
    pen.clip(path, "evenodd");
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.fillStyle = patternOf(pen, kind, ratio);
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.restore();
  };

  const drawFigures = (layer, column) => {
    if (layer.kind === "point") return;
    const key = `${layer.id}/${column.id}`;
    if (!groups.has(key)) groups.set(key, gather(layer, column));
    const { shapes, marks } = groups.get(key);
    if (layer.kind === "line") {
      for (const [path] of shapes) stroke(path, colour.halo, 9);
      for (const [path, paint, dash] of shapes) stroke(path, paint, 5.5, dash);
      return;
    }
    for (const [path, paint] of shapes) {
      pen.fillStyle = paint;
      pen.fill(path, "evenodd");
      stroke(path, colour.edge, .6);
    }
    mark(marks.hatch, "hatch");
    if (state.signs) { mark(marks["+"], "+"); mark(marks["−"], "−"); }
  };

  const drawPoints = (layer, column) => {
    toScreen();
    const radius = Math.min(9, 5.5 * Math.max(1, Math.sqrt(view.k / home)));
    layer.points.forEach((points, place) => {
      for (const [x, y] of points) {
        const [left, top] = screen(x, y);
        if (left < -20 || top < -20 || left > view.width + 20 || top > view.height + 20) continue;
        pen.beginPath(); pen.arc(left, top, radius, 0, 7);
        pen.fillStyle = column ? colourOf(column, place) : colour.pick; pen.fill();
        pen.lineWidth = 1.5; pen.strokeStyle = column ? colour.pick : colour["pick-halo"]; pen.stroke();
        if (column && column.approximate[place]) {
          pen.save(); pen.clip(); pen.setTransform(1, 0, 0, 1, 0, 0); pen.fillStyle = patternOf(pen, "hatch", ratio); pen.fillRect(0, 0, canvas.width, canvas.height); pen.restore();
        }
      }
    });
    toGround();
  };

  const drawText = () => {
    toScreen();
    const taken = [];
    pen.font = `600 14px ${getComputedStyle(document.body).fontFamily}`;
    pen.textAlign = "center"; pen.textBaseline = "middle"; pen.lineJoin = "round"; pen.lineWidth = 4;
    for (const { text, x, y, rank } of data.base.labels) {
      if (rank > 1 && view.k < home * rank) continue;
      const [left, top] = screen(x, y), half = pen.measureText(text).width / 2 + 6;
      const area = [left - half, top - 12, left + half, top + 12];
      if (area[0] < 0 || area[1] < 0 || area[2] > view.width || area[3] > view.height) continue;
      if (taken.some((other) => area[0] < other[2] && area[2] > other[0] && area[1] < other[3] && area[3] > other[1])) continue;
      taken.push(area);
      pen.strokeStyle = colour.halo; pen.strokeText(text, left, top);
      pen.fillStyle = colour.label; pen.fillText(text, left, top);
    }
    // Scale bar: the longest round length that fits.
    const metre = view.k / data.metres_per_unit, longest = Math.min(180, view.width * .35) / metre;
    const power = 10 ** Math.floor(Math.log10(longest));
    const length = [5, 2, 1].map((part) => part * power).find((part) => part <= longest);
    const words = length >= 1000 ? `${state.number(length / 1000, 0)} km` : `${state.number(length, length < 1 ? 2 : 0)} m`;
    const y = view.height - 18, width = length * metre;
    for (const [style, line] of [[colour.halo, 6], [colour.label, 2]]) {
      pen.strokeStyle = style; pen.lineWidth = line;
      pen.beginPath(); pen.moveTo(16, y - 6); pen.lineTo(16, y); pen.lineTo(16 + width, y); pen.lineTo(16 + width, y - 6); pen.stroke();
    }
    pen.textAlign = "left"; pen.lineWidth = 4; pen.strokeStyle = colour.halo; pen.fillStyle = colour.label;
    pen.strokeText(words, 22, y - 11); pen.fillText(words, 22, y - 11);
  };

  const draw = () => {
    settle = 0;
    const detail = view.k / data.metres_per_unit;
    const layer = layers[state.layer], column = layer && layer.columns[state.column];
    toScreen();
    pen.fillStyle = colour.land; pen.fillRect(0, 0, view.width, view.height);
    toGround();
    pen.lineJoin = pen.lineCap = "round";
    pen.fillStyle = colour.water; pen.fill(water, "evenodd"); stroke(water, colour.shore, .8);
    const street = Math.max(.5, Math.min(7, 5 * detail));
    const lines = (name, style, width, dash) => { if (base[name]) stroke(base[name], style, width, dash); };
    lines("shore", colour.shore, 1.2);
    if (detail > .25) lines("path", colour.street, Math.max(.5, street * .35));
    lines("street", colour.street, street);
    lines("major", colour.major, street * 1.7 + .6);
    lines("motorway", colour.major, street * 2.2 + 1.2);
    if (column) drawFigures(layer, column);
    if (detail > .06) lines("street", colour.over, street * .7);
    lines("major", colour.over, street + .9);
    lines("motorway", colour.over, street * 1.4 + 1.6);
    lines("rail", colour.rail, 1.6, [7, 4]);
    for (const other of layers) {
      if (other.columns.length) continue;
      if (other.kind === "point") { drawPoints(other, null); continue; }
      for (const path of other.paths) stroke(path, colour["pick-halo"], 4.5);
      for (const path of other.paths) stroke(path, colour.pick, 2, [8, 4]);
    }
    if (column && layer.kind === "point") drawPoints(layer, column);
    if (state.picked !== null && layer && layer.shapes[state.picked]) {
      if (layer.kind === "point") {
        toScreen();
        for (const [x, y] of layer.points[state.picked]) {
          const [left, top] = screen(x, y);
          for (const [style, width] of [[colour["pick-halo"], 6], [colour.pick, 3]]) { pen.beginPath(); pen.arc(left, top, 13, 0, 7); pen.strokeStyle = style; pen.lineWidth = width; pen.stroke(); }
        }
        toGround();
      } else { stroke(layer.paths[state.picked], colour["pick-halo"], 6); stroke(layer.paths[state.picked], colour.pick, 3); }
    }
    drawText();
    snapshot = null;
  };

  // While a hand moves the map the last drawing is shifted; it is drawn anew when the hand rests.
  const glide = () => {
    if (!snapshot) {
      const copy = document.createElement("canvas");
      copy.width = canvas.width; copy.height = canvas.height;
      copy.getContext("2d").drawImage(canvas, 0, 0);
      snapshot = { copy, ...glide.from };
    }
    const zoom = view.k / snapshot.k;
    toScreen();
    pen.fillStyle = colour.land; pen.fillRect(0, 0, view.width, view.height);
    pen.drawImage(snapshot.copy, (snapshot.x - view.x) * view.k + view.width / 2 * (1 - zoom), (snapshot.y - view.y) * view.k + view.height / 2 * (1 - zoom), view.width * zoom, view.height * zoom);
    clearTimeout(settle);
    settle = setTimeout(draw, 110);
  };
  const move = (change) => { if (!snapshot) glide.from = { ...view }; change(); clampView(); glide(); };
  const clampView = () => {
    view.k = Math.max(home * .5, Math.min(view.k, Math.max(home * 60, home)));
    const [x0, y0, x1, y1] = data.view;
    view.x = Math.max(x0, Math.min(x1, view.x)); view.y = Math.max(y0, Math.min(y1, view.y));
  };
  const zoom = (factor, left = view.width / 2, top = view.height / 2) => move(() => {
    const [x, y] = ground(left, top);
    view.k = Math.max(home * .5, Math.min(view.k * factor, home * 60));
    view.x = x - (left - view.width / 2) / view.k; view.y = y - (top - view.height / 2) / view.k;
  });
  const all = () => { fit(); draw(); };

  const find = (left, top) => {
    const layer = layers[state.layer];
    if (!layer) return null;
    const [x, y] = ground(left, top), reach = 14 / view.k;
    let best = null, size = Infinity;
    layer.boxes.forEach((area, place) => {
      if (x < area[0] - reach || x > area[2] + reach || y < area[1] - reach || y > area[3] + reach) return;
      if (layer.kind === "point") {
        for (const [px, py] of layer.points[place]) { const far = Math.hypot(px - x, py - y); if (far <= reach && far < size) { best = place; size = far; } }
        return;
      }
      pen.setTransform(1, 0, 0, 1, 0, 0);
      pen.lineWidth = 2 * reach;
      const inside = layer.kind === "line" ? pen.isPointInStroke(layer.paths[place], x, y) : pen.isPointInPath(layer.paths[place], x, y, "evenodd");
      const extent = (area[2] - area[0]) * (area[3] - area[1]);
      if (inside && extent < size) { best = place; size = extent; }
    });
    return best;
  };

  const show = (place) => {
    const layer = layers[state.layer], area = layer.boxes[place];
    if (!layer.shapes[place] || (visible(area, -40) && view.k > home * 2)) { draw(); return; }
    view.x = (area[0] + area[2]) / 2; view.y = (area[1] + area[3]) / 2;
    view.k = Math.max(view.k, Math.min(home * 4, view.width / Math.max(area[2] - area[0], 1) * .8));
    clampView(); draw();
  };

  const resize = () => {
    const area = box.getBoundingClientRect(), first = home === null;
    ratio = Math.min(3, window.devicePixelRatio || 1);
    view.width = Math.max(1, area.width); view.height = Math.max(1, area.height);
    canvas.width = Math.round(view.width * ratio); canvas.height = Math.round(view.height * ratio);
    const kept = first ? 1 : view.k / home, middle = { x: view.x, y: view.y };
    fit();
    if (!first) { view.k *= kept; view.x = middle.x; view.y = middle.y; }
    draw();
  };

  const hands = new Map();
  let travelled = 0;
  const spot = (event) => { const area = box.getBoundingClientRect(); return [event.clientX - area.left, event.clientY - area.top]; };
  box.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    hands.set(event.pointerId, spot(event)); travelled = 0;
    box.setPointerCapture(event.pointerId);
  });
  box.addEventListener("pointermove", (event) => {
    const now = spot(event), before = hands.get(event.pointerId);
    if (!before) { tell.hover(find(...now)); return; }
    const other = [...hands].find(([id]) => id !== event.pointerId);
    travelled += Math.hypot(now[0] - before[0], now[1] - before[1]);
    if (travelled < 5) return;
    if (other) {
      const [ox, oy] = other[1], spread = Math.hypot(before[0] - ox, before[1] - oy) || 1;
      zoom(Math.hypot(now[0] - ox, now[1] - oy) / spread, (now[0] + ox) / 2, (now[1] + oy) / 2);
      move(() => { view.x -= (now[0] - before[0]) / 2 / view.k; view.y -= (now[1] - before[1]) / 2 / view.k; });
    } else move(() => { view.x -= (now[0] - before[0]) / view.k; view.y -= (now[1] - before[1]) / view.k; });
    hands.set(event.pointerId, now);
  });
  const lift = (event) => { if (hands.delete(event.pointerId) && event.type === "pointerup" && travelled < 5) tell.pick(find(...spot(event))); };
  box.addEventListener("pointerup", lift);
  box.addEventListener("pointercancel", lift);
  box.addEventListener("pointerleave", () => tell.hover(null));
  box.addEventListener("dblclick", (event) => zoom(2, ...spot(event)));
  box.addEventListener("wheel", (event) => {
    // The wheel alone scrolls the page, unless the map was chosen first.
    if (!event.ctrlKey && !event.metaKey && document.activeElement !== box) return;
    event.preventDefault();
    zoom(2 ** (-event.deltaY / 300), ...spot(event));
  }, { passive: false });
  box.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const far = 80 / view.k;
    const does = {
      ArrowLeft: () => move(() => { view.x -= far; }), ArrowRight: () => move(() => { view.x += far; }),
      ArrowUp: () => move(() => { view.y -= far; }), ArrowDown: () => move(() => { view.y += far; }),
      "+": () => zoom(1.5), "=": () => zoom(1.5), "-": () => zoom(1 / 1.5), "−": () => zoom(1 / 1.5), 0: all, Home: all,
      Enter: () => tell.pick(find(view.width / 2, view.height / 2)), " ": () => tell.pick(find(view.width / 2, view.height / 2)),
      Escape: () => tell.pick(null, true),
    }[event.key];
    if (does) { event.preventDefault(); does(); }
  });
  document.getElementById("zoom-in").addEventListener("click", () => zoom(1.5));
  document.getElementById("zoom-out").addEventListener("click", () => zoom(1 / 1.5));
  document.getElementById("zoom-all").addEventListener("click", all);

  const recolour = () => { readColours(); groups = new Map(); draw(); };
  readColours();
  resize();
  new ResizeObserver(resize).observe(box);
  return { draw, show, recolour, view, all };
};
