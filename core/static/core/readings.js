// Shows beside an input what the server reads in it: "60 jt" is Rp 60.000.000.
// What is typed stays as it is, so the caret never jumps. Rows that are added later
// need nothing, since the document listens.
(() => {
  "use strict";

  const PAUSE_MS = 200;
  const address = document.currentScript.dataset.address;
  const waiting = new WeakMap();

  function outputOf(input) {
    const id = `${input.id}-reading`;
    const existing = document.getElementById(id);
    if (existing) return existing;
    const output = document.createElement("output");
    output.id = id;
    output.className = "reading";
    output.htmlFor = input.id;
    output.setAttribute("aria-live", "polite");
    (input.closest("[data-readings]") || input).after(output);
    return output;
  }

  // Of two fields side by side each reading names its own.
  function nameAmong(input) {
    const group = input.closest("[data-readings]");
    const alone = (group?.querySelectorAll("[data-reading]").length ?? 1) < 2;
    return alone ? "" : `${input.getAttribute("aria-label")}: `;
  }

  function show(input, answer) {
    const output = outputOf(input);
    output.textContent = answer ? nameAmong(input) + answer.text : "";
    output.classList.toggle("reading--refused", Boolean(answer?.refused));
  }

  async function read(input) {
    waiting.get(input)?.abort?.abort();
    const text = input.value;
    if (!text.trim()) return show(input, null);
    const abort = new AbortController();
    waiting.set(input, { abort });
    const path = address.replace("KIND", input.dataset.reading);
    const question = `${path}?${new URLSearchParams({ text })}`;
    try {
      const response = await fetch(question, { signal: abort.signal });
      if (response.ok) show(input, await response.json());
    } catch {
      // Without an answer nothing is claimed; the form itself is read when it is sent.
      if (!abort.signal.aborted) show(input, null);
    }
  }

  function readSoon(event, pause) {
    const input = event.target.closest?.("input[data-reading]");
    if (!input) return;
    const before = waiting.get(input);
    clearTimeout(before?.timer);
    before?.abort?.abort();
    waiting.set(input, { timer: setTimeout(() => read(input), pause) });
  }

  document.addEventListener("input", (event) => readSoon(event, PAUSE_MS));
  // A calendar writes the date itself.
  document.addEventListener("change", (event) => readSoon(event, 0));
})();
