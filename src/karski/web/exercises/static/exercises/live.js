// Keeps a page up to date with the journal: listens, or asks; never shows a thing twice.
"use strict";
(() => {
  const page = document.querySelector("[data-live]");
  if (!page) return;
  const { stream, ask } = page.dataset;
  const PATIENCE = 4; // failures to listen before asking instead
  const ASK_EVERY = 2000; // ms
  const REST = 1000; // ms between two askings for the same part
  const LISTEN_AGAIN = 30000; // ms
  const GONE_FOR = 1500; // ms without a connection before the page says so
  const SILENT_FOR = 40000; // ms without a word, of which one comes every 15 s: a dead line
  let last = Number(page.dataset.after);
  let failures = 0;
  let source = null;
  let asking = null;
  let gone = null;
  let trying = null;
  let heard = Date.now();
  let caughtUp = Promise.resolve();
  window.karskiJournal = []; // numbers of what this page was given, in order

  const say = (text) => {
    const status = document.querySelector("[data-status]");
    if (status && text) status.textContent = text;
  };
  const offline = (hidden) => document.querySelectorAll("[data-offline]").forEach((each) => (each.hidden = hidden));
  const connected = (yes) => {
    if (yes) {
      clearTimeout(gone);
      clearInterval(trying);
      gone = trying = null;
      offline(true);
    } else {
      gone ??= setTimeout(() => offline(false), GONE_FOR);
      trying ??= setInterval(() => catchUp(), ASK_EVERY);
    }
  };
  const turn = () => setTimeout(() => location.reload(), 50); // the page is another one now

  // how many are new, beside the name of the page that shows them
  const title = document.title;
  const count = (name, more) => {
    for (const shown of document.querySelectorAll(`[data-count~="${name}"]`)) {
      const number = Math.max(0, Number(shown.dataset.number) + more);
      shown.dataset.number = number;
      shown.textContent = number ? shown.dataset.words.replace("{n}", number) : "";
      document.title = number ? `(${number}) ${title}` : title;
    }
  };
  document.addEventListener("karski:count", (event) => count(event.detail.name, event.detail.more));

  // a piece of page goes where its `data-into` says, newest first unless the list says last
  const place = (html) => {
    const holder = document.createElement("template");
    holder.innerHTML = html;
    for (const piece of [...holder.content.children]) {
      const { into, channel, recalls } = piece.dataset;
      if (piece.dataset.turn !== undefined) turn();
      if (recalls) takeBack(document.getElementById(recalls));
      if (!into || (piece.id && document.getElementById(piece.id))) continue;
      const tells = piece.matches(".message:not(.happened):not([data-own])");
      if (tells) count(into, 1);
      say(piece.dataset.say);
      const list = document.querySelector(`[data-list~="${into}"]`);
      if (!list || (list.dataset.only && list.dataset.only !== channel)) continue;
      list.hidden = false;
      if (tells || into !== "feed") piece.classList.add("new");
      if (list.dataset.order === "last") list.append(piece);
      else list.prepend(piece);
      document.querySelectorAll(`[data-empty~="${into}"]`).forEach((each) => (each.hidden = true));
      if (tells) document.dispatchEvent(new CustomEvent("karski:placed", { detail: piece }));
    }
  };
  const takeBack = (piece) => {
    piece?.classList.add("recalled");
    piece?.querySelectorAll("[data-recalled]").forEach((each) => (each.hidden = false));
  };

  const waiting = new Map();
  const asked = new WeakMap(); // when a part was asked for last
  const renew = (part, after = 120) => {
    if (waiting.has(part)) return; // what comes meanwhile will be in it
    const rest = REST - (Date.now() - (asked.get(part) ?? 0));
    const go = () => {
      waiting.delete(part);
      asked.set(part, Date.now());
      load(part);
    };
    waiting.set(part, setTimeout(go, Math.max(after, rest)));
  };
  const changed = (field) =>
    field.matches("[type=checkbox],[type=radio]")
      ? field.checked !== field.defaultChecked
      : field.matches("select")
        ? [...field.options].some((each) => each.selected !== each.defaultSelected) && field.selectedIndex > 0
        : field.type !== "hidden" && field.value !== field.defaultValue;
  const typedIn = (part) => [...part.querySelectorAll("input,textarea,select")].filter(changed);
  // what was typed and not sent yet goes on in the fresh part, in the field of the same name
  const kept = (part) => {
    const fields = typedIn(part).map(({ id, value, checked }) => ({ id, value, checked }));
    return () => {
      for (const { id, value, checked } of fields) {
        const field = document.getElementById(id);
        if (!field) continue;
        field.value = value;
        if (checked !== undefined) field.checked = checked;
      }
    };
  };
  const inUse = (part) =>
    (part.contains(document.activeElement) && document.activeElement.matches("input,textarea,select")) ||
    typedIn(part).some((field) => !field.id);
  const load = async (part) => {
    if (inUse(part)) return renew(part, 1500); // somebody types here
    try {
      const answer = await fetch(part.dataset.part, { headers: { "X-Part": "1" } });
      if (!answer.ok || answer.redirected) return;
      const fresh = await answer.text();
      if (inUse(part)) return renew(part, 1500);
      const focused = part.contains(document.activeElement) ? document.activeElement.id : "";
      const open = [...part.querySelectorAll("details[open][id]")].map((each) => each.id);
      const putBack = kept(part);
      part.innerHTML = fresh;
      open.forEach((id) => document.getElementById(id)?.setAttribute("open", ""));
      putBack();
      if (focused) document.getElementById(focused)?.focus();
      clocks();
      rooms();
    } catch {
      connected(false);
    }
  };

  // what no event tells of is asked for now and then
  for (const part of document.querySelectorAll("[data-every]"))
    setInterval(() => document.hidden || renew(part), Number(part.dataset.every) * 1000);

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
    source?.close();
    source = new EventSource(`${stream}?after=${last}`);
    source.addEventListener("open", () => {
      failures = 0;
      heard = Date.now();
      connected(true);
    });
    source.addEventListener("here", () => (heard = Date.now()));
    source.addEventListener("entry", (event) => {
      heard = Date.now();
      if (!take(JSON.parse(event.data))) catchUp();
    });
    source.addEventListener("error", broken);
  };
  const broken = () => {
    connected(false);
    source.close();
    failures += 1;
    if (failures >= PATIENCE) askOften();
    else setTimeout(() => catchUp().then(listen), 500 * failures);
  };
  setInterval(() => {
    const listening = source && source.readyState !== EventSource.CLOSED;
    if (listening && Date.now() - heard > SILENT_FOR) {
      heard = Date.now();
      broken();
    }
  }, ASK_EVERY);
  addEventListener("online", () => catchUp());
  addEventListener("offline", () => connected(false));
  document.addEventListener("visibilitychange", () => document.hidden || catchUp()); // a phone wakes
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
  addEventListener("pagehide", () => source?.close()); // browsers keep few connections

  // clocks tick in text only, from an anchor that the server gave
  const clocks = () => {
    for (const clock of document.querySelectorAll("[data-clock]")) {
      const { now, at, rate, moving, day } = clock.dataset;
      if (clock.dataset.skew === undefined) clock.dataset.skew = String(Date.now() - Number(now));
      const skew = Number(clock.dataset.skew);
      const passed = moving ? Math.max(0, Date.now() - skew - Number(now)) * Number(rate) : 0;
      const minutes = Math.floor((Number(at) + passed) / 60000);
      const two = (number) => String(number).padStart(2, "0");
      const time = `${two(Math.floor(minutes / 60) % 24)}:${two(minutes % 60)}`;
      const text = day.replace("{day}", String(Math.floor(minutes / 1440) + 1)).replace("{time}", time);
      if (clock.textContent !== text) clock.textContent = text;
    }
  };
  // wall times as the room's own clock has them
  const rooms = () => {
    for (const time of document.querySelectorAll("[data-room]")) {
      const moment = time.dataset.room === "now" ? new Date() : new Date(Number(time.dataset.room));
      const text = [moment.getHours(), moment.getMinutes()].map((each) => String(each).padStart(2, "0")).join(":");
      if (time.textContent !== text) time.textContent = text;
    }
  };
  setInterval(() => {
    clocks();
    rooms();
  }, 250);
  rooms();
  clocks();

  // forms send without leaving the page; what was typed stays until it has arrived
  const nonce = () => [...crypto.getRandomValues(new Uint8Array(16))].map((each) => each.toString(16).padStart(2, "0")).join("");
  const complain = (form, text) => {
    const error = form.querySelector("[data-error]") ?? form.appendChild(Object.assign(document.createElement("p"), { className: "box stop" }));
    error.dataset.error = "";
    error.setAttribute("role", "alert");
    error.textContent = text;
    error.hidden = !text;
  };
  document.addEventListener("submit", async (event) => {
    const form = event.target.closest("form[data-send]");
    if (!form) return;
    event.preventDefault();
    if (form.dataset.sending) return; // a second click says nothing new
    const data = new FormData(form, event.submitter);
    form.dataset.sending = "1";
    complain(form, "");
    try {
      const answer = await fetch(form.action, { method: "POST", body: data, headers: { Accept: "application/json" } });
      const said = await answer.json();
      if (answer.ok) await arrived(form, data, said.said);
      else complain(form, said.error);
    } catch {
      complain(form, page.dataset.unsent);
      connected(false);
      catchUp();
    } finally {
      delete form.dataset.sending;
    }
  });
  // seen beside what was written, until something else is typed there
  const confirm = (form, said) => {
    if (!said || !form.querySelector("textarea")) return;
    const note = Object.assign(document.createElement("p"), { className: "box note", textContent: said });
    form.prepend(note);
    form.addEventListener("input", () => note.remove(), { once: true });
    form.addEventListener("submit", () => note.remove(), { once: true });
  };
  const arrived = async (form, data, said) => {
    if (form.dataset.send !== "keep") form.reset();
    else for (const [name, value] of data) if (form.elements[name]?.matches?.("input,textarea")) form.elements[name].defaultValue = value;
    form.dispatchEvent(new CustomEvent("karski:sent", { bubbles: true, detail: said }));
    if (form.dataset.autosave === undefined) {
      say(said);
      confirm(form, said);
    }
    if (form.elements.nonce) form.elements.nonce.value = nonce();
    form.closest("details[data-close]")?.removeAttribute("open");
    if (form.dataset.then) {
      sessionStorage.setItem("said", said);
      return location.assign(form.dataset.then);
    }
    await catchUp();
  };
  const before = sessionStorage.getItem("said");
  sessionStorage.removeItem("said");
  if (before) setTimeout(() => say(before), 300); // said once the page is there to be read

  catchUp().then(listen);
})();
