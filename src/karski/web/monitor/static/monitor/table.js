// Narrows the table while a person types; without this the form asks the server.
"use strict";
(() => {
  const field = document.querySelector("[data-find]");
  const table = document.querySelector("[data-lines]");
  if (!field || !table) return;
  const said = document.querySelector("[data-found]");
  const rows = [...table.tBodies].flatMap((body) => [...body.rows]);
  const all = document.querySelector("[data-all]");
  const open = () => {
    table.dataset.open = "";
    all?.setAttribute("aria-expanded", "true");
    if (all) all.hidden = true;
  };
  all?.addEventListener("click", () => {
    open();
    table.tBodies[1].querySelector("a").focus();
  });
  const plain = (text) =>
    text.toLowerCase().replaceAll("ł", "l").normalize("NFKD").replace(/\p{M}/gu, "").trim();
  let wait = 0;
  field.addEventListener("input", () => {
    const wanted = plain(field.value);
    let left = 0;
    open();
    for (const row of rows) {
      row.hidden = !row.dataset.name.includes(wanted);
      left += row.hidden ? 0 : 1;
    }
    clearTimeout(wait); // one announcement for a word, not one for each letter
    wait = setTimeout(() => {
      said.textContent = said.dataset.found.replace("{count}", left).replace("{of}", rows.length);
    }, 400);
  });
})();
