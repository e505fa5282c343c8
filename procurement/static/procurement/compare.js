// The products a reader has chosen for comparison, kept in this browser.
//
// Every link with data-compare-id (and data-compare-type, data-compare-title) becomes
// a switch that puts its product into the tray or takes it out again. On the page of
// a comparison, what is shown there replaces what was chosen.
(() => {
  "use strict";

  const KEY = "katalog-alkes.compare";
  // The tray as the reader left it: open, or hidden until something else is chosen.
  const STATE = "katalog-alkes.compare-tray";
  const tray = document.getElementById("compare-tray");
  const shown = document.getElementById("compare-shown");

  // What another version stored, or storage that is switched off, counts as empty.
  function read() {
    try {
      const stored = JSON.parse(window.localStorage.getItem(KEY));
      return Array.isArray(stored) ? stored.filter((each) => each?.id) : [];
    } catch {
      return [];
    }
  }

  function write(items) {
    try {
      window.localStorage.setItem(KEY, JSON.stringify(items));
    } catch {
      // Private windows may refuse to store: the choice lasts as long as the page.
    }
    chosen = items;
  }

  let chosen = read();

  if (shown) {
    const address = new URL(window.location.href);
    if (address.searchParams.has("p")) {
      write(JSON.parse(shown.textContent));
    } else if (chosen.length > 1) {
      chosen.forEach((each) => address.searchParams.append("p", each.id));
      window.location.replace(address);
    }
  }
  if (!tray) return;

  const text = tray.dataset;
  const message = tray.querySelector("[data-compare-message]");
  const list = tray.querySelector("[data-compare-items]");
  const go = tray.querySelector("[data-compare-go]");
  const unfold = tray.querySelector("[data-compare-toggle]");
  let state = readState();

  function readState() {
    try {
      return window.sessionStorage.getItem(STATE) || "";
    } catch {
      return "";
    }
  }

  function setState(next) {
    state = next;
    try {
      window.sessionStorage.setItem(STATE, next);
    } catch {
      // As with the choice: it lasts as long as the page.
    }
  }

  const isChosen = (id) => chosen.some((each) => each.id === id);

  function titleOf(control) {
    return control.dataset.compareTitle || control.innerText.trim();
  }

  function dressControl(control) {
    const on = isChosen(control.dataset.compareId);
    const label = control.querySelector("[data-compare-label]");
    control.setAttribute("role", "button");
    control.setAttribute("aria-pressed", String(on));
    if (label) label.textContent = on ? text.added : text.add;
  }

  function itemOf(product) {
    const item = document.createElement("li");
    const button = document.createElement("button");
    const title = document.createElement("span");
    const cross = document.createElement("span");
    button.type = "button";
    button.className = "chip compare-tray__item";
    button.dataset.compareRemove = product.id;
    button.setAttribute("aria-label", `${text.remove} ${product.title}`);
    title.className = "compare-tray__name";
    title.textContent = product.title;
    cross.textContent = "×";
    cross.setAttribute("aria-hidden", "true");
    button.append(title, cross);
    item.append(button);
    return item;
  }

  function show(refused = "") {
    const isOpen = state === "open";
    const page = document.documentElement.classList;
    document.querySelectorAll("[data-compare-id]").forEach(dressControl);
    tray.hidden = chosen.length === 0 || state === "hidden";
    page.toggle("has-compare-tray", !tray.hidden);
    page.toggle("compare-tray-is-open", isOpen || Boolean(refused));
    unfold.setAttribute("aria-expanded", String(isOpen));
    tray.querySelector("[data-compare-number]").textContent = chosen.length;
    list.replaceChildren(...chosen.map(itemOf));
    go.href = `${text.address}?${chosen.map((each) => `p=${encodeURIComponent(each.id)}`).join("&")}`;
    message.textContent = refused || (chosen.length === 1 ? text.oneMore : "");
    message.toggleAttribute("data-refused", Boolean(refused));
    for (const link of document.querySelectorAll("[data-compare-link]")) {
      link.search = chosen.length ? new URL(go.href).search : "";
    }
    for (const count of document.querySelectorAll("[data-compare-count]")) {
      count.textContent = chosen.length;
      count.hidden = chosen.length === 0;
    }
  }

  function toggle(control) {
    const { compareId: id, compareType: type } = control.dataset;
    if (state === "hidden") setState("");
    if (isChosen(id)) {
      write(chosen.filter((each) => each.id !== id));
      show();
    } else if (chosen.length >= Number(text.most)) {
      show(text.full);
    } else if (chosen.length && chosen[0].type !== type) {
      show(text.otherType);
    } else {
      write([...chosen, { id, type, title: titleOf(control) }]);
      show();
    }
  }

  document.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    const control = event.target.closest("[data-compare-id]");
    if (control) {
      event.preventDefault();
      toggle(control);
    }
  });

  // A link that acts as a button also answers to the space bar.
  document.addEventListener("keydown", (event) => {
    const control = event.target.closest?.("[data-compare-id]");
    if (control && event.key === " ") {
      event.preventDefault();
      toggle(control);
    }
  });

  list.addEventListener("click", (event) => {
    const button = event.target.closest("[data-compare-remove]");
    if (!button) return;
    write(chosen.filter((each) => each.id !== button.dataset.compareRemove));
    show();
    (list.querySelector("button") || document.getElementById("isi"))?.focus();
  });

  unfold.addEventListener("click", () => {
    setState(state === "open" ? "" : "open");
    show();
  });

  tray.querySelector("[data-compare-hide]").addEventListener("click", () => {
    setState("hidden");
    show();
    document.getElementById("isi")?.focus({ preventScroll: true });
  });

  tray.querySelector("[data-compare-clear]").addEventListener("click", () => {
    write([]);
    show();
    document.getElementById("isi")?.focus();
  });

  // Another tab may choose too, and the back button brings back an older page.
  for (const event of ["storage", "pageshow"]) {
    window.addEventListener(event, () => {
      chosen = read();
      show();
    });
  }
  for (const event of ["htmx:afterSettle", "htmx:historyRestore"]) {
    document.addEventListener(event, () => show());
  }
  show();
})();
