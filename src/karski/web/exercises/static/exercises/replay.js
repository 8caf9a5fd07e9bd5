// Steps through a journal by arrow keys, and by the slider as soon as it is let go.
"use strict";
const form = document.querySelector("[data-replay]");
form?.addEventListener("change", () => form.requestSubmit());
document.addEventListener("keydown", (event) => {
  if (event.target.closest("input, select, textarea") || event.altKey || event.ctrlKey || event.metaKey) return;
  const way = { ArrowRight: "next", PageDown: "next", ArrowLeft: "prev", PageUp: "prev" }[event.key];
  const link = way && document.querySelector(`a[rel="${way}"]`);
  if (link) {
    event.preventDefault();
    link.click();
  }
});
