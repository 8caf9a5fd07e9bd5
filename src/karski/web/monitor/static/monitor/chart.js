// Reads a fan under the pointer or by the arrow keys; the numbers are those of its table.
"use strict";
(() => {
  for (const figure of document.querySelectorAll("[data-fan]")) {
    const table = document.getElementById(figure.dataset.fan);
    const said = figure.querySelector("[data-fan-said]");
    const heads = [...table.tHead.rows[0].cells].map((cell) => cell.textContent);
    const rows = new Map([...table.tBodies[0].rows].map((row) => [Number(row.dataset.month), row]));
    for (const svg of figure.querySelectorAll("svg[data-x0]")) follow(svg, rows, heads, said);
  }

  function follow(svg, rows, heads, said) {
    const { x0, x1, left, right } = Object.fromEntries(
      Object.entries(svg.dataset).map(([key, value]) => [key, Number(value)]),
    );
    const height = svg.viewBox.baseVal.height;
    const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
    line.setAttribute("class", "cursor");
    svg.append(line);
    let month = null;
    let wait = 0;
    const show = (wanted, politely) => {
      month = Math.min(x1, Math.max(x0, Math.round(wanted)));
      const row = rows.get(month);
      if (!row) return;
      const x = left + ((right - left) * (month - x0)) / (x1 - x0);
      line.setAttribute("d", `M${x} 0V${height}`);
      const cells = [...row.cells].map((cell) => cell.textContent.trim());
      const parts = cells.slice(1).map((text, i) => (text ? `${heads[i + 1]}: ${text}` : ""));
      const text = `${cells[0]}. ${parts.filter(Boolean).join("; ")}`;
      clearTimeout(wait);
      wait = setTimeout(() => (said.textContent = text), politely ? 250 : 0);
    };
    svg.setAttribute("tabindex", "0");
    svg.addEventListener("pointermove", (event) => {
      const box = svg.getBoundingClientRect();
      const x = ((event.clientX - box.left) / box.width) * svg.viewBox.baseVal.width;
      show(x0 + ((x1 - x0) * (x - left)) / (right - left), true);
    });
    svg.addEventListener("keydown", (event) => {
      const step = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity }[event.key];
      if (step === undefined) return;
      event.preventDefault();
      if (!Number.isFinite(step)) show(step < 0 ? x0 : x1, false);
      else show((month ?? (x0 + x1) / 2) + step, false);
    });
  }
})();
