/* Redraws the specification fields when another device type is chosen. What was
   typed is kept where the new type has an input of the same name. Without this
   script, saving the draft redraws them. */
(() => {
  const valuesOf = (container) => {
    const values = new Map();
    container.querySelectorAll("input:not([type=hidden]), select, textarea").forEach((input) => {
      const ticked = input.type === "checkbox";
      values.set(ticked ? `${input.name}=${input.value}` : input.name, ticked ? input.checked : input.value);
    });
    return values;
  };

  const restore = (container, values) => {
    container.querySelectorAll("input:not([type=hidden]), select, textarea").forEach((input) => {
      if (input.type === "checkbox") {
        input.checked = values.get(`${input.name}=${input.value}`) ?? false;
        return;
      }
      const value = values.get(input.name);
      if (value === undefined) return;
      const offered = input.tagName !== "SELECT" || [...input.options].some((option) => option.value === value);
      if (offered) input.value = value;
    });
  };

  const redraw = async (container, deviceType) => {
    const url = `${container.dataset.url}?device_type=${encodeURIComponent(deviceType)}`;
    container.setAttribute("aria-busy", "true");
    try {
      const response = await fetch(url, { headers: { "X-Requested-With": "XMLHttpRequest" } });
      if (!response.ok) return;
      const values = valuesOf(container);
      container.innerHTML = await response.text();
      restore(container, values);
    } finally {
      container.removeAttribute("aria-busy");
    }
  };

  document.addEventListener("change", (event) => {
    if (event.target.name !== "device_type") return;
    const container = document.querySelector("[data-attribute-fields]");
    if (container) redraw(container, event.target.value);
  });
})();
