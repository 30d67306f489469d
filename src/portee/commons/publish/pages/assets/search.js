// Search without a server: every word typed must begin a word of the record. Without this script the page is the whole list.
"use strict";
(() => {
  const index = window.porteeIndex;
  const results = document.getElementById("results");
  const found = document.getElementById("found");
  const field = document.getElementById("q");
  if (!index || !results || !found || !field) return;
  const all = { items: [...results.children], told: found.textContent };
  const MOST = 50;

  // As `fold` does when the index is made.
  const fold = (text) =>
    text.normalize("NFKD").toLowerCase().replaceAll("œ", "oe").replaceAll("æ", "ae").normalize("NFKD").replace(/\p{M}+/gu, "")
      .replace(/[^\p{L}\p{N}]+/gu, " ").trim();

  const holds = (text, word) => text.startsWith(word) || text.includes(` ${word}`);

  const matches = (words) => {
    const ranked = [];
    for (const [id, kind, title, own, text] of index) {
      if (!words.every((word) => holds(own, word) || holds(text, word))) continue;
      const missing = words.filter((word) => !holds(own, word)).length;
      ranked.push({ id, kind, title, missing });
    }
    return ranked.sort((one, other) => one.missing - other.missing);
  };

  const item = ({ id, kind, title }) => {
    const made = document.createElement("li");
    const link = document.createElement("a");
    link.href = `${id}.html`;
    link.textContent = title;
    const aside = document.createElement("span");
    aside.className = "quiet";
    aside.textContent = ` (${kind})`;
    made.append(link, aside);
    return made;
  };

  const show = () => {
    const words = fold(field.value).split(" ").filter(Boolean);
    if (!words.length) {
      results.replaceChildren(...all.items);
      found.textContent = all.told;
      return;
    }
    const ranked = matches(words);
    results.replaceChildren(...ranked.slice(0, MOST).map(item));
    const { none, one, many, most } = found.dataset;
    const told = ranked.length === 0 ? none : ranked.length === 1 ? one : ranked.length > MOST ? most : many;
    found.textContent = told.replace("N", ranked.length.toLocaleString(document.documentElement.lang));
  };

  field.value = new URLSearchParams(location.search).get("q") || "";
  field.addEventListener("input", show);
  field.form.addEventListener("submit", (event) => {
    event.preventDefault();
    show();
  });
  show();
})();
