// Moves and zooms the map by its view box: buttons, wheel, drag, two fingers, keys.
"use strict";
(() => {
  const figure = document.querySelector("[data-atlas]");
  const map = figure?.querySelector("[data-map]");
  if (!map) return;
  const svg = map.querySelector("svg");
  const whole = svg.viewBox.baseVal;
  const [W, H] = [whole.width, whole.height];
  const MOST = 16;
  let [x, y, zoom] = [0, 0, 1];

  const draw = () => {
    zoom = Math.min(MOST, Math.max(1, zoom));
    x = Math.min(W - W / zoom, Math.max(0, x));
    y = Math.min(H - H / zoom, Math.max(0, y));
    svg.setAttribute("viewBox", `${x} ${y} ${W / zoom} ${H / zoom}`);
    map.classList.toggle("zoomed", zoom > 1);
    // borders, circles and names keep their size on screen, in a few steps
    map.dataset.zoom = zoom < 1.5 ? "1" : zoom < 3 ? "2" : zoom < 6 ? "4" : "8";
  };
  const about = (factor, px = 0.5, py = 0.5) => {
    const before = zoom;
    zoom = Math.min(MOST, Math.max(1, zoom * factor));
    x += W * px * (1 / before - 1 / zoom);
    y += H * py * (1 / before - 1 / zoom);
    draw();
  };
  const move = (dx, dy) => {
    x += (dx * W) / zoom;
    y += (dy * H) / zoom;
    draw();
  };
  const all = () => {
    [x, y, zoom] = [0, 0, 1];
    draw();
  };
  const share = (event) => {
    const box = svg.getBoundingClientRect();
    return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
  };

  const acts = { in: () => about(1.6), out: () => about(1 / 1.6), all };
  for (const button of figure.querySelectorAll("[data-zoom]")) {
    button.addEventListener("click", () => acts[button.dataset.zoom]?.());
  }
  figure.querySelector("[data-atlas-buttons]").hidden = false;
  figure.querySelector("[data-atlas-hint]").hidden = false;

  const keys = {
    "+": acts.in, "=": acts.in, "-": acts.out, "−": acts.out, 0: all,
    ArrowLeft: () => move(-0.1, 0), ArrowRight: () => move(0.1, 0),
    ArrowUp: () => move(0, -0.1), ArrowDown: () => move(0, 0.1),
  };
  map.addEventListener("keydown", (event) => {
    const act = keys[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key.startsWith("Arrow") && zoom === 1) return; // the page scrolls
    event.preventDefault();
    act();
  });
  // a country in focus comes into view
  map.addEventListener("focusin", (event) => {
    const shape = event.target.querySelector?.("path, circle");
    if (zoom === 1 || !shape?.getBBox) return;
    const box = shape.getBBox();
    const [cx, cy] = [box.x + box.width / 2, box.y + box.height / 2];
    if (cx >= x && cx <= x + W / zoom && cy >= y && cy <= y + H / zoom) return;
    x = cx - W / zoom / 2;
    y = cy - H / zoom / 2;
    draw();
  });
  // a wheel over the map scrolls the page, unless the map is in focus or Ctrl is held
  map.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey && !map.contains(document.activeElement)) return;
      event.preventDefault();
      about(event.deltaY < 0 ? 1.25 : 0.8, ...share(event));
    },
    { passive: false },
  );

  const fingers = new Map();
  let moved = 0;
  svg.addEventListener("pointerdown", (event) => {
    fingers.set(event.pointerId, [event.clientX, event.clientY]);
    moved = 0;
  });
  svg.addEventListener("pointermove", (event) => {
    const last = fingers.get(event.pointerId);
    if (!last) return;
    const now = [event.clientX, event.clientY];
    const box = svg.getBoundingClientRect();
    if (fingers.size === 1 && zoom > 1) {
      moved += Math.hypot(now[0] - last[0], now[1] - last[1]);
      if (moved > 6) svg.setPointerCapture(event.pointerId);
      move((last[0] - now[0]) / box.width, (last[1] - now[1]) / box.height);
    } else if (fingers.size === 2) {
      const other = [...fingers.entries()].find(([id]) => id !== event.pointerId)[1];
      const was = Math.hypot(last[0] - other[0], last[1] - other[1]);
      const is = Math.hypot(now[0] - other[0], now[1] - other[1]);
      const middle = { clientX: (now[0] + other[0]) / 2, clientY: (now[1] + other[1]) / 2 };
      if (was > 0) about(is / was, ...share(middle));
      moved = 99;
    }
    fingers.set(event.pointerId, now);
  });
  const lift = (event) => fingers.delete(event.pointerId);
  for (const end of ["pointerup", "pointercancel", "pointerleave"]) svg.addEventListener(end, lift);
  // the end of a drag is no visit
  svg.addEventListener("click", (event) => moved > 6 && event.preventDefault(), true);
  svg.addEventListener("dragstart", (event) => event.preventDefault());
  draw();
})();
