// Wagtail's editor of formatted text is a field without a name: whoever cannot see the
// label above it is not told what to write. It is given the label, whenever it appears.
(() => {
  "use strict";

  let count = 0;

  function name(editor) {
    // A field within a panel of several has a label; one alone, the panel's heading.
    const label =
      editor.closest("[data-field-wrapper]")?.querySelector("label, .w-field__label") ||
      editor.closest(".w-panel")?.querySelector(".w-panel__heading");
    if (!label) return;
    count += 1;
    label.id = label.id || `editor-label-${count}`;
    editor.setAttribute("aria-labelledby", label.id);
  }

  function nameAll() {
    document
      .querySelectorAll('[contenteditable="true"][role]:not([aria-labelledby])')
      .forEach(name);
  }

  new MutationObserver(nameAll).observe(document.documentElement, {
    childList: true,
    subtree: true,
  });
  nameAll();
})();
