// Moves sessions by dragging them; without this, buttons do.
"use strict";
(() => {
  const form = document.querySelector("form[data-place]");
  const days = document.querySelectorAll("[data-day]");
  if (!form) return;
  let held = null;
  const unmark = () =>
    document.querySelectorAll(".drop").forEach((each) => each.classList.remove("drop"));
  // the session under the pointer whose upper half it is in, or the one after
  const before = (day, y) =>
    [...day.querySelectorAll("[data-session]")].find((each) => {
      const box = each.getBoundingClientRect();
      return y < box.top + box.height / 2;
    });
  for (const line of document.querySelectorAll("[data-session]")) {
    line.draggable = true;
    line.querySelectorAll("a").forEach((link) => (link.draggable = false));
    line.addEventListener("dragstart", (event) => {
      held = line;
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", line.dataset.session);
    });
    line.addEventListener("dragend", () => {
      held = null;
      unmark();
    });
  }
  for (const day of days) {
    day.addEventListener("dragover", (event) => {
      if (!held) return;
      event.preventDefault();
      unmark();
      (before(day, event.clientY) ?? day).classList.add("drop");
    });
    day.addEventListener("drop", (event) => {
      if (!held) return;
      event.preventDefault();
      form.action = held.dataset.place;
      form.elements.day.value = day.dataset.day;
      form.elements.before.value = before(day, event.clientY)?.dataset.session ?? "";
      form.submit();
    });
  }
})();
