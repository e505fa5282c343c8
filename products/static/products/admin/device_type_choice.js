/* A field above the list of device types that finds them by what is typed: the ARIA
   combobox pattern. What is chosen is chosen in the list, which stays to be used. */
(() => {
  const PAUSE_MS = 150;
  const SHORTEST = 2;

  const attach = (select) => {
    const holder = document.createElement("div");
    holder.className = "device-types";
    const input = document.createElement("input");
    const list = document.createElement("ul");
    list.className = "device-types__list";
    list.id = `${select.id}-offered`;
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", select.dataset.deviceTypesLabel);
    input.type = "search";
    input.autocomplete = "off";
    input.placeholder = select.dataset.deviceTypesHint;
    const described = {
      role: "combobox",
      "aria-label": select.dataset.deviceTypesLabel,
      "aria-autocomplete": "list",
      "aria-controls": list.id,
      "aria-expanded": "false",
    };
    Object.entries(described).forEach(([name, value]) => input.setAttribute(name, value));
    holder.append(input, list);
    select.before(holder);

    let timer = 0;
    let asking = null;
    const options = () => [...list.querySelectorAll("[role=option]")];
    const active = () => list.querySelector("[aria-selected=true]");

    const mark = (option) => {
      active()?.setAttribute("aria-selected", "false");
      option?.setAttribute("aria-selected", "true");
      option?.scrollIntoView({ block: "nearest" });
      if (option) input.setAttribute("aria-activedescendant", option.id);
      else input.removeAttribute("aria-activedescendant");
    };

    const show = (shown) => {
      list.hidden = !shown;
      input.setAttribute("aria-expanded", String(shown));
    };

    const close = () => {
      clearTimeout(timer);
      asking?.abort();
      mark(null);
      show(false);
    };

    const choose = (option) => {
      select.value = option.dataset.value;
      select.dispatchEvent(new Event("change", { bubbles: true }));
      input.value = "";
      close();
      select.focus();
    };

    const ask = async (text) => {
      asking?.abort();
      asking = new AbortController();
      try {
        const response = await fetch(`${select.dataset.deviceTypes}?q=${encodeURIComponent(text)}`, {
          headers: { "X-Requested-With": "XMLHttpRequest" },
          signal: asking.signal,
        });
        if (!response.ok || input !== document.activeElement) return;
        // The server escapes what it puts into this fragment.
        list.innerHTML = await response.text();
      } catch {
        return; // Aborted or offline: the list itself still works.
      }
      options().forEach((option, index) => {
        option.id = `${list.id}-${index}`;
      });
      show(true);
    };

    input.addEventListener("input", () => {
      clearTimeout(timer);
      const text = input.value.trim();
      if (text.length < SHORTEST) close();
      else timer = setTimeout(ask, PAUSE_MS, text);
    });

    input.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      const all = options();
      if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !list.hidden && all.length) {
        event.preventDefault();
        const step = event.key === "ArrowDown" ? 1 : -1;
        const from = all.indexOf(active());
        // One place before the first option stands for the field itself.
        const next = ((from + 1 + step + all.length + 1) % (all.length + 1)) - 1;
        mark(all[next]);
      } else if (event.key === "Enter") {
        // Never sends the whole form from here.
        event.preventDefault();
        const option = active() ?? (all.length === 1 ? all[0] : null);
        if (option && !list.hidden) choose(option);
      } else if (event.key === "Escape" && !list.hidden) {
        event.preventDefault();
        close();
      }
    });

    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) choose(option);
    });
    input.addEventListener("blur", close);
  };

  const attachAll = () => document.querySelectorAll("select[data-device-types]").forEach(attach);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", attachAll);
  else attachAll();
})();
