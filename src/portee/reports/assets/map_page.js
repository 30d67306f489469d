// The page around the map: words, choice, legend, details, table, sources. Names enter as text, never as markup.

const data = JSON.parse(document.getElementById("data").textContent);
const at = (id) => document.getElementById(id);
const state = { lang: "fr", layer: Math.max(0, data.layers.findIndex((layer) => layer.columns.length)), column: 0, picked: null, signs: data.start_with_signs, sort: { by: -1, down: false }, shown: 25, filter: "" };
const word = (key) => data.words[key][state.lang];
const say = (words) => (words ? words[state.lang] : "");
state.number = (value, decimals) => new Intl.NumberFormat(state.lang === "fr" ? "fr-FR" : "en-GB", { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(value).replace("-", "−");

const make = (tag, text, className) => {
  const element = document.createElement(tag);
  if (text !== undefined) element.textContent = text;
  if (className) element.className = className;
  return element;
};

const layerNow = () => data.layers[state.layer];
const columnNow = () => layerNow() && layerNow().columns[state.column];

const figureText = (column, place, unit = true) => {
  const index = column.index[place];
  if (index === -1) return word("no_figure");
  if (index === -2) return word("unreached");
  if (column.kind === "categorical") return say(column.classes[index].label);
  const value = column.values[place];
  const sign = column.kind === "diverging" && value > 0 ? "+" : "";
  return `${column.approximate[place] ? "≈ " : ""}${sign}${state.number(value, column.decimals)}${unit && say(column.unit) ? `\u00a0${say(column.unit)}` : ""}`;
};

const tell = {
  hover: (place) => {
    const column = columnNow();
    at("hover").textContent = place === null || !column ? "" : `${layerNow().labels[place]}${state.lang === "fr" ? "\u00a0: " : ": "}${figureText(column, place)}`;
  },
  pick: (place, quiet) => {
    state.picked = place;
    showDetails(place === null && !quiet);
    map.draw();
  },
};

const showChoice = () => {
  const list = data.layers.flatMap((layer, l) => layer.columns.map((column, c) => ({ layer, column, l, c })));
  const target = at("columns");
  target.replaceChildren();
  const take = (l, c) => {
    if (l !== state.layer) { state.picked = null; state.sort = { by: -1, down: false }; state.shown = 25; }
    state.layer = l; state.column = c;
    showNote(); showLegend(); showDetails(); showTable(); map.draw();
  };
  if (list.length > 8) {
    const select = make("select");
    select.setAttribute("aria-labelledby", "choose-title");
    list.forEach(({ column, l, c }, number) => {
      const option = make("option", say(column.name));
      option.value = number; option.selected = l === state.layer && c === state.column;
      select.append(option);
    });
    select.addEventListener("change", () => take(list[select.value].l, list[select.value].c));
    target.append(select);
    return;
  }
  const group = make("fieldset");
  group.append(make("legend", word("choose"), "hidden"));
  list.forEach(({ column, l, c }) => {
    const label = make("label"), input = make("input");
    input.type = "radio"; input.name = "column"; input.checked = l === state.layer && c === state.column;
    input.addEventListener("change", () => take(l, c));
    label.append(input, make("span", say(column.name)));
    group.append(label);
  });
  target.append(group);
};

const showNote = () => {
  const column = columnNow();
  at("column-note").textContent = column ? say(column.note) : "";
  at("column-note").hidden = !at("column-note").textContent;
};

const swatch = (colour, kind, dash) => {
  const ratio = window.devicePixelRatio || 1, canvas = make("canvas", undefined, "swatch");
  canvas.width = 34 * ratio; canvas.height = 23 * ratio;
  canvas.setAttribute("aria-hidden", "true");
  const pen = canvas.getContext("2d");
  if (dash) {
    pen.scale(ratio, ratio); pen.lineCap = "round"; pen.strokeStyle = colour; pen.lineWidth = 5.5; pen.setLineDash(dash);
    pen.beginPath(); pen.moveTo(4, 11.5); pen.lineTo(30, 11.5); pen.stroke();
    return canvas;
  }
  pen.fillStyle = colour; pen.fillRect(0, 0, canvas.width, canvas.height);
  if (kind) { pen.fillStyle = patternOf(pen, kind, ratio); pen.fillRect(0, 0, canvas.width, canvas.height); }
  return canvas;
};

const showLegend = () => {
  const column = columnNow(), list = at("legend"), style = getComputedStyle(document.documentElement);
  list.replaceChildren();
  at("legend-name").textContent = column ? `${say(column.name)}${say(column.unit) ? ` (${say(column.unit)})` : ""}` : "";
  if (!column) return;
  const line = (colour, text, kind, dash) => { const item = make("li"); item.append(swatch(colour, kind, dash), make("span", text)); list.append(item); };
  column.classes.forEach(({ colour, label, sign }, index) =>
    line(colour, say(label), state.signs && sign ? (sign > 0 ? "+" : "−") : null, layerNow().kind === "line" ? dashOf(column, index) : null));
  if (column.index.includes(-2)) line(style.getPropertyValue("--unreached"), word("unreached"));
  if (column.index.includes(-1)) line(style.getPropertyValue("--none"), word("no_figure"));
  if (column.approximate.includes(1)) line("#b9b4a8", word("approximate"), "hatch");
  for (const layer of data.layers) if (!layer.columns.length) line(style.getPropertyValue("--land"), say(layer.name), null), list.lastChild.firstChild.classList.add("outline");
  at("signs-line").hidden = column.kind !== "diverging";
};

const showDetails = (missed = false) => {
  const target = at("details"), layer = layerNow();
  target.replaceChildren();
  if (state.picked === null || !layer) { target.append(make("p", word(missed ? "nothing_here" : "details_empty"))); return; }
  target.append(make("h3", layer.labels[state.picked]));
  const list = make("dl");
  layer.columns.forEach((column) => { list.append(make("dt", say(column.name)), make("dd", figureText(column, state.picked))); });
  target.append(list);
};

// Sort keys: places without a figure last, places out of reach just before them, whichever way it is sorted.
const ordered = (layer) => {
  const wanted = state.filter.toLocaleLowerCase();
  const places = layer.labels.map((_, place) => place).filter((place) => layer.labels[place].toLocaleLowerCase().includes(wanted));
  const way = state.sort.down ? -1 : 1;
  if (state.sort.by < 0) { if (state.sort.down) places.reverse(); return places; }
  const column = layer.columns[state.sort.by], rank = (place) => Math.min(0, column.index[place] + 3) || (column.index[place] === -1 ? 2 : column.index[place] === -2 ? 1 : 0);
  return places.sort((a, b) => rank(a) - rank(b) || way * (column.values[a] - column.values[b]) || a - b);
};

const showTable = () => {
  const layer = layerNow(), table = at("table");
  table.replaceChildren();
  if (!layer) return;
  const head = make("thead"), row = make("tr"), body = make("tbody");
  const heading = (text, by) => {
    const cell = make("th"), button = make("button", text);
    const sorted = state.sort.by === by;
    cell.scope = "col";
    cell.setAttribute("aria-sort", sorted ? (state.sort.down ? "descending" : "ascending") : "none");
    button.type = "button";
    button.textContent = `${text} ${sorted ? (state.sort.down ? "▼" : "▲") : "↕"}`;
    button.addEventListener("click", () => {
      state.sort = { by, down: sorted ? !state.sort.down : false };
      showTable();
      at("table").querySelectorAll("thead button")[by + 1].focus();
    });
    cell.append(button);
    row.append(cell);
  };
  heading(word("place"), -1);
  layer.columns.forEach((column, number) => heading(`${say(column.name)}${say(column.unit) ? ` (${say(column.unit)})` : ""}`, number));
  head.append(row);
  const places = ordered(layer), shown = places.slice(0, state.shown);
  for (const place of shown) {
    const line = make("tr"), first = make("th"), button = make("button", layer.labels[place], "plain");
    first.scope = "row";
    button.type = "button";
    button.addEventListener("click", () => { state.picked = place; showDetails(); map.show(place); at("map").scrollIntoView({ block: "center" }); });
    first.append(button);
    line.append(first);
    layer.columns.forEach((column) => line.append(make("td", figureText(column, place, false))));
    body.append(line);
  }
  table.append(head, body);
  at("shown").textContent = word("shown").replace("{n}", state.number(shown.length, 0)).replace("{total}", state.number(places.length, 0));
  at("more").hidden = shown.length === places.length;
};

const showSources = () => {
  const target = at("sources");
  at("sources-section").hidden = !data.provenance.length;
  target.replaceChildren();
  for (const source of data.provenance) {
    const article = make("article"), list = make("dl");
    article.append(make("h3", source.source));
    const line = (key, text) => { if (text) list.append(make("dt", word(key)), make("dd", text)); };
    line("source_file", source.file);
    line("source_date", source.date || word("unknown"));
    line("source_licence", source.licence || word("unknown"));
    line("source_kept", Object.entries(source.rows).map(([name, count]) => `${name} ${state.number(count, 0)}`).join(", "));
    line("source_dropped", source.dropped.map((dropped) => `${dropped.what} ${state.number(dropped.count, 0)} (${dropped.why})`).join("; "));
    line("source_notes", source.notes.join(" "));
    line("source_hash", source.sha256);
    article.append(list);
    target.append(article);
  }
};

const showWords = () => {
  document.documentElement.lang = state.lang;
  document.querySelectorAll("[data-words]").forEach((element) => { element.textContent = word(element.dataset.words); });
  document.title = `${say(data.title)} – Portée`;
  at("title").textContent = say(data.title);
  at("lead").textContent = say(data.lead);
  at("lead").hidden = !data.lead;
  at("notices").replaceChildren(...data.notices.map((notice) => make("p", say(notice))));
  at("attribution").textContent = [say(data.attribution), word("north")].filter(Boolean).join(" · ");
  at("method").replaceChildren(...data.methods.map((method) => make("p", say(method))));
  at("method-section").hidden = !data.methods.length;
  const button = at("language");
  button.textContent = word("language");
  button.lang = state.lang === "fr" ? "en" : "fr";
  for (const [id, key] of [["zoom-in", "zoom_in"], ["zoom-out", "zoom_out"], ["zoom-all", "zoom_all"]]) { at(id).setAttribute("aria-label", word(key)); at(id).title = word(key); }
  showChoice(); showNote(); showLegend(); showDetails(); showTable(); showSources();
};

const map = createMap(data, state, tell);
showWords();
at("signs").checked = state.signs;
at("signs").addEventListener("change", () => { state.signs = at("signs").checked; showLegend(); map.draw(); });
at("language").addEventListener("click", () => { state.lang = state.lang === "fr" ? "en" : "fr"; showWords(); map.draw(); });
at("filter").addEventListener("input", () => { state.filter = at("filter").value; state.shown = 25; showTable(); });
at("more").addEventListener("click", () => { state.shown += 100; showTable(); });
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { map.recolour(); showLegend(); });
addEventListener("beforeprint", () => { document.documentElement.classList.add("printing"); state.signs = true; map.recolour(); showLegend(); });
addEventListener("afterprint", () => { document.documentElement.classList.remove("printing"); state.signs = at("signs").checked; map.recolour(); showLegend(); });
document.fonts.ready.then(() => map.draw());
