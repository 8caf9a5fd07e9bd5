// Asks every few seconds whether a part of the page has changed, and then shows it anew.
// Nothing changes under somebody's fingers: while they are in the part, it waits.
"use strict";
(() => {
  const EVERY = 5000; // ms
  const part = () => document.querySelector("[data-live]");
  const renewed = async () => {
    const shown = part();
    if (document.hidden || shown.contains(document.activeElement) || shown.querySelector(":checked")) return;
    const answer = await fetch(`${location.pathname}?after=${shown.dataset.stamp}`, { credentials: "same-origin" });
    if (answer.status !== 200 || shown.contains(document.activeElement)) return;
    const fresh = document.createElement("template");
    fresh.innerHTML = await answer.text();
    const next = fresh.content.querySelector("[data-live]");
    if (next === null) return;
    shown.replaceWith(next);
    const status = document.querySelector("main > [role=status]");
    if (status !== null) status.textContent = next.dataset.said;
  };
  const again = () => setTimeout(() => renewed().catch(() => {}).finally(again), EVERY);
  if (part() !== null) again();
})();
