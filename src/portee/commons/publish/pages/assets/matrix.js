// Show only some cells of the matrix. Without this script the whole table is there.
"use strict";
(() => {
  const form = document.getElementById("filter");
  const table = document.querySelector("table.matrix");
  const found = document.getElementById("found");
  if (!form || !table || !found) return;
  const advice = document.getElementById("by-advice");
  const level = document.getElementById("by-level");
  const word = document.getElementById("by-word");
  const heads = [...table.tHead.rows[0].cells];
  const rows = [...table.tBodies[0].rows];
  const fold = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}+/gu, "");

  const show = () => {
    const typed = fold(word.value.trim());
    const isShown = heads.map((_, column) => column === 0);
    let count = 0;
    for (const row of rows) {
      const [need, ...cells] = row.cells;
      const named = fold(need.textContent).includes(typed);
      let kept = 0;
      cells.forEach((cell, place) => {
        if (!cell.dataset.advice) return;
        const fits = (!advice.value || cell.dataset.advice === advice.value)
          && Number(cell.dataset.level) >= Number(level.value)
          && (named || fold(heads[place + 1].textContent).includes(typed));
        for (const part of cell.children) part.hidden = !fits;
        cell.classList.toggle("empty", !fits);
        if (fits) {
          kept += 1;
          isShown[place + 1] = true;
        }
      });
      row.hidden = kept === 0;
      count += kept;
    }
    for (const row of [table.tHead.rows[0], ...rows]) {
      [...row.cells].forEach((cell, column) => { cell.hidden = !isShown[column]; });
    }
    const { none, one, many } = form.dataset;
    found.textContent = count === 0 ? none : count === 1 ? one
      : many.replace("N", count.toLocaleString(document.documentElement.lang));
  };

  form.hidden = false;
  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  show();
})();
