// Narrows the table while a person types; without this the form asks the server.
"use strict";
(() => {
  const field = document.querySelector("[data-find]");
  const table = document.querySelector("[data-lines]");
  if (!field || !table) return;
  const said = document.querySelector("[data-found]");
  const rows = [...table.tBodies[0].rows];
  const plain = (text) =>
    text.toLowerCase().replaceAll("ł", "l").normalize("NFKD").replace(/\p{M}/gu, "").trim();
  let wait = 0;
  field.addEventListener("input", () => {
    const wanted = plain(field.value);
    let left = 0;
    for (const row of rows) {
      row.hidden = !row.dataset.name.includes(wanted);
      left += row.hidden ? 0 : 1;
    }
    clearTimeout(wait); // one announcement for a word, not one for each letter
    wait = setTimeout(() => {
      said.textContent = `${left} / ${rows.length}`;
    }, 400);
  });
})();
