// Suggestions under every search box: the ARIA combobox pattern with a list. Attaches
// to the search field of each form[data-suggest]; the attribute may hold the address
// to ask, which is otherwise "saran/" below the form's own.
(() => {
  "use strict";

  const PAUSE_MS = 120;
  const SHORTEST = 2;
  let boxes = 0;

  function attach(form) {
    const input = form.querySelector("input[name=q]");
    if (!input || input.hasAttribute("aria-controls")) return;

    const address = form.dataset.suggest || new URL("saran/", form.action).pathname;
    const holder = input.closest(".search-form") || input.parentElement;
    const list = document.createElement("div");
    list.className = "suggestions";
    list.id = `suggestions-${(boxes += 1)}`;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", input.labels?.[0]?.textContent.trim() || "");
    list.hidden = true;
    holder.append(list);

    input.setAttribute("role", "combobox");
    input.setAttribute("autocomplete", "off");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", list.id);
    input.setAttribute("aria-expanded", "false");

    let timer = 0;
    let asking = null;
    let asked = "";

    const options = () => [...list.querySelectorAll("[role=option]")];
    const active = () => list.querySelector("[aria-selected=true]");

    function choose(option) {
      active()?.setAttribute("aria-selected", "false");
      if (!option) {
        input.removeAttribute("aria-activedescendant");
        return;
      }
      option.setAttribute("aria-selected", "true");
      input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    }

    function show() {
      list.hidden = options().length === 0;
      input.setAttribute("aria-expanded", String(!list.hidden));
    }

    function close() {
      clearTimeout(timer);
      asking?.abort();
      choose(null);
      list.hidden = true;
      input.setAttribute("aria-expanded", "false");
    }

    async function ask(text) {
      asking?.abort();
      asking = new AbortController();
      try {
        const response = await fetch(`${address}?q=${encodeURIComponent(text)}`, {
          signal: asking.signal,
        });
        if (!response.ok || input !== document.activeElement) return;
        // The server escapes what it puts into this fragment.
        list.innerHTML = await response.text();
      } catch {
        return; // Aborted or offline: the search itself still works.
      }
      asked = text;
      choose(null);
      options().forEach((option, index) => {
        option.id = `${list.id}-${index}`;
      });
      show();
    }

    input.addEventListener("input", () => {
      clearTimeout(timer);
      const text = input.value.trim();
      if (text.length < SHORTEST) {
        close();
        return;
      }
      timer = setTimeout(ask, PAUSE_MS, text);
    });

    input.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        if (list.hidden) {
          if (asked && asked === input.value.trim()) show();
          if (list.hidden) return;
        }
        event.preventDefault();
        const all = options();
        const step = event.key === "ArrowDown" ? 1 : -1;
        const from = all.indexOf(active());
        // One place before the first option stands for the field itself.
        const next = ((from + 1 + step + all.length + 1) % (all.length + 1)) - 1;
        choose(all[next]);
      } else if (event.key === "Enter") {
        const option = active();
        if (option && !list.hidden) {
          event.preventDefault();
          window.location.assign(option.href);
        } else {
          close();
        }
      } else if (event.key === "Escape" && !list.hidden) {
        event.preventDefault();
        close();
      } else if (event.key === "Tab") {
        close();
      }
    });

    // Pressing the mouse on an option must not take the focus, and with it the list.
    list.addEventListener("mousedown", (event) => event.preventDefault());
    input.addEventListener("blur", close);
    form.addEventListener("submit", close);
  }

  function attachAll() {
    document.querySelectorAll("form[data-suggest]").forEach(attach);
  }

  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", attachAll);
  } else {
    attachAll();
  }
})();
