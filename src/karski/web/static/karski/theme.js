// Day or night colours: the system's, unless a person chose. Kept on the device, sent nowhere.
"use strict";
(() => {
  const root = document.documentElement;
  root.dataset.scripted = ""; // what only a script can open may be shut
  const kept = localStorage.getItem("theme");
  if (kept === "light" || kept === "dark") root.dataset.theme = kept;
  const dark = () =>
    root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  addEventListener("DOMContentLoaded", () => {
    for (const button of document.querySelectorAll("[data-theme-switch]")) {
      button.hidden = false;
      button.addEventListener("click", () => {
        root.dataset.theme = dark() ? "light" : "dark";
        localStorage.setItem("theme", root.dataset.theme);
      });
    }
  });
})();
