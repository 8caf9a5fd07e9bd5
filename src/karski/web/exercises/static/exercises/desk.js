// What a desk adds: what was read is noted, notes save themselves, drafts outlive a reload.
"use strict";
(() => {
  const READ_AFTER = 2000; // ms in sight
  const TELL_EVERY = 2500; // ms
  const SAVE_AFTER = 1200; // ms after the last key
  const LOOK_EVERY = 4000; // ms

  // a message counts as read when it was in sight for a while, and nothing of it is hidden
  const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value;
  const address = document.querySelector("[data-read]")?.dataset.read;
  const inSight = new Map();
  const toTell = new Set();
  const seen = (piece) => {
    if (document.hidden || piece.querySelector("details:not([open])")) return;
    toTell.add(piece);
    observer.unobserve(piece);
  };
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        clearInterval(inSight.get(target));
        if (isIntersecting) inSight.set(target, setInterval(() => seen(target), READ_AFTER));
      }
    },
    { threshold: 0.4 },
  );
  const watch = (piece) => {
    piece.classList.add("new");
    observer.observe(piece);
  };
  const tell = async () => {
    if (!toTell.size || !address) return;
    const told = [...toTell].slice(0, 30);
    const data = new FormData();
    data.append("csrfmiddlewaretoken", token);
    told.forEach((piece) => data.append("number", piece.dataset.seq));
    try {
      const answer = await fetch(address, { method: "POST", body: data, headers: { Accept: "application/json" } });
      if (!answer.ok) return;
    } catch {
      return; // told again when there is a connection
    }
    for (const piece of told) {
      toTell.delete(piece);
      clearInterval(inSight.get(piece));
      piece.classList.remove("new");
      document.dispatchEvent(new CustomEvent("karski:count", { detail: { name: piece.dataset.into, more: -1 } }));
    }
  };
  for (const list of document.querySelectorAll("[data-unread]"))
    for (const number of list.dataset.unread.split(" ").filter(Boolean)) {
      const piece = document.getElementById(`entry-${number}`);
      if (piece) watch(piece);
    }
  document.addEventListener("karski:placed", (event) => watch(event.detail));
  setInterval(tell, TELL_EVERY);

  // what comes while somebody reads further down
  const newer = document.querySelector("[data-newer]");
  const list = document.querySelector("[data-list~=feed]");
  if (newer && list) {
    document.addEventListener("karski:placed", () => (newer.hidden = list.getBoundingClientRect().top > -60));
    addEventListener("scroll", () => list.getBoundingClientRect().top > -60 && (newer.hidden = true), { passive: true });
    newer.addEventListener("click", (event) => {
      event.preventDefault();
      document.getElementById("feed")?.scrollIntoView();
      newer.hidden = true;
    });
  }

  // private notes
  const later = new Map();
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-autosave]");
    if (!form) return;
    clearTimeout(later.get(form));
    form.querySelectorAll("[data-saved]").forEach((each) => (each.textContent = ""));
    later.set(form, setTimeout(() => form.requestSubmit(), SAVE_AFTER));
  });
  document.addEventListener("karski:sent", (event) => {
    event.target.querySelectorAll("[data-saved]").forEach((each) => (each.textContent = event.detail));
  });

  // drafts, on this device and in this tab alone
  const fields = (form) => [...form.querySelectorAll("textarea[name]")];
  const key = (form, field) => `draft ${new URL(form.action).pathname} ${field.name}`;
  const drafted = "form[data-send]:not([data-autosave])";
  document.addEventListener("input", (event) => {
    const form = event.target.closest(drafted);
    if (form && event.target.matches("textarea[name]")) sessionStorage.setItem(key(form, event.target), event.target.value);
  });
  document.addEventListener("karski:sent", (event) => fields(event.target).forEach((field) => sessionStorage.removeItem(key(event.target, field))));
  for (const form of document.querySelectorAll(drafted))
    for (const field of fields(form)) if (!field.value) field.value = sessionStorage.getItem(key(form, field)) ?? "";

  // until the facilitator has given out the seats
  if (document.querySelector("[data-look-again]"))
    setInterval(async () => {
      const answer = await fetch(location.href, { redirect: "manual" }).catch(() => null);
      if (answer?.type === "opaqueredirect") location.reload();
    }, LOOK_EVERY);
})();
