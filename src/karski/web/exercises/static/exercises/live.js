// Keeps a page up to date with the journal: listens, or asks; never shows a thing twice.
"use strict";
(() => {
  const page = document.querySelector("[data-live]");
  if (!page) return;
  const { stream, ask } = page.dataset;
  const PATIENCE = 4; // failures to listen before asking instead
  const ASK_EVERY = 2000; // ms
  const LISTEN_AGAIN = 30000; // ms
  let last = Number(page.dataset.after);
  let failures = 0;
  let source = null;
  let asking = null;
  let caughtUp = Promise.resolve();
  window.karskiJournal = []; // numbers of what this page was given, in order

  const say = (text) => {
    const status = document.querySelector("[data-status]");
    if (status && text) status.textContent = text;
  };
  const connected = (yes) => {
    document.querySelectorAll("[data-offline]").forEach((each) => (each.hidden = yes));
  };

  // a piece of page goes where its `data-into` says, newest first unless the list says last
  const place = (html) => {
    const holder = document.createElement("template");
    holder.innerHTML = html;
    for (const piece of [...holder.content.children]) {
      const list = document.querySelector(`[data-list~="${piece.dataset.into}"]`);
      if (!list || (piece.id && document.getElementById(piece.id))) continue;
      list.hidden = false;
      piece.classList.add("new");
      if (list.dataset.order === "last") list.append(piece);
      else list.prepend(piece);
      say(piece.dataset.say);
      document.querySelectorAll(`[data-empty~="${piece.dataset.into}"]`).forEach((each) => (each.hidden = true));
    }
  };

  const waiting = new Map();
  const renew = (part) => {
    clearTimeout(waiting.get(part));
    waiting.set(part, setTimeout(() => load(part), 120));
  };
  const load = async (part) => {
    if (part.contains(document.activeElement) && document.activeElement.matches("input,textarea,select")) {
      waiting.set(part, setTimeout(() => load(part), 1500)); // somebody types here
      return;
    }
    try {
      const answer = await fetch(part.dataset.part, { headers: { "X-Part": "1" } });
      if (!answer.ok) return;
      const focused = part.contains(document.activeElement) ? document.activeElement.id : "";
      const open = [...part.querySelectorAll("details[open][id]")].map((each) => each.id);
      part.innerHTML = await answer.text();
      open.forEach((id) => document.getElementById(id)?.setAttribute("open", ""));
      if (focused) document.getElementById(focused)?.focus();
      clocks();
    } catch {
      connected(false);
    }
  };

  const take = (message) => {
    if (message.seq <= last) return true;
    if (message.after !== last) return false;
    last = message.seq;
    window.karskiJournal.push(message.seq);
    if (message.html) place(message.html);
    for (const part of document.querySelectorAll("[data-part]")) {
      const kinds = part.dataset.kinds ?? "";
      if (kinds === "*" || kinds.split(" ").includes(message.kind)) renew(part);
    }
    document.dispatchEvent(new CustomEvent("karski:event", { detail: message }));
    return true;
  };

  const catchUp = () => {
    caughtUp = caughtUp.then(async () => {
      try {
        const answer = await fetch(`${ask}?after=${last}`, { cache: "no-store" });
        if (!answer.ok) return;
        const { messages } = await answer.json();
        messages.forEach(take);
        connected(true);
      } catch {
        connected(false);
      }
    });
    return caughtUp;
  };

  const listen = () => {
    if (!window.EventSource || page.dataset.poll) return askOften();
    source = new EventSource(`${stream}?after=${last}`);
    source.addEventListener("open", () => {
      failures = 0;
      connected(true);
    });
    source.addEventListener("entry", (event) => {
      if (!take(JSON.parse(event.data))) catchUp();
    });
    source.addEventListener("error", () => {
      connected(false);
      source.close();
      failures += 1;
      if (failures >= PATIENCE) askOften();
      else setTimeout(() => catchUp().then(listen), 500 * failures);
    });
  };
  const askOften = () => {
    clearInterval(asking);
    asking = setInterval(catchUp, ASK_EVERY);
    if (!page.dataset.poll)
      setTimeout(() => {
        clearInterval(asking);
        failures = 0;
        listen();
      }, LISTEN_AGAIN);
  };

  // clocks tick in text only, from an anchor that the server gave
  let skew = null;
  const clocks = () => {
    for (const clock of document.querySelectorAll("[data-clock]")) {
      const { now, at, rate, moving, day } = clock.dataset;
      if (clock.dataset.skew === undefined) clock.dataset.skew = String(Date.now() - Number(now));
      skew = Number(clock.dataset.skew);
      const passed = moving ? Math.max(0, Date.now() - skew - Number(now)) * Number(rate) : 0;
      const minutes = Math.floor((Number(at) + passed) / 60000);
      const two = (number) => String(number).padStart(2, "0");
      const time = `${two(Math.floor(minutes / 60) % 24)}:${two(minutes % 60)}`;
      const text = day.replace("{day}", String(Math.floor(minutes / 1440) + 1)).replace("{time}", time);
      if (clock.textContent !== text) clock.textContent = text;
    }
  };
  setInterval(clocks, 250);
  clocks();

  // forms send without leaving the page; what was typed stays until it has arrived
  const nonce = () => [...crypto.getRandomValues(new Uint8Array(16))].map((each) => each.toString(16).padStart(2, "0")).join("");
  document.addEventListener("submit", async (event) => {
    const form = event.target.closest("form[data-send]");
    if (!form) return;
    event.preventDefault();
    const data = new FormData(form, event.submitter);
    const error = form.querySelector("[data-error]") ?? form.appendChild(Object.assign(document.createElement("p"), { className: "box stop" }));
    error.dataset.error = "";
    error.setAttribute("role", "alert");
    error.hidden = true;
    try {
      const answer = await fetch(form.action, { method: "POST", body: data, headers: { Accept: "application/json" } });
      const said = await answer.json();
      if (answer.ok) {
        if (form.dataset.send !== "keep") form.reset();
        say(said.said);
        if (form.elements.nonce) form.elements.nonce.value = nonce();
        form.closest("details[data-close]")?.removeAttribute("open");
        await catchUp();
      } else {
        error.textContent = said.error;
        error.hidden = false;
      }
    } catch {
      error.textContent = page.dataset.unsent;
      error.hidden = false;
      connected(false);
    }
  });

  catchUp().then(listen);
})();
