// Keeps the names of the compared products in sight where the table is wider than the
// window: the page scrolls down, the table sideways, and a strip follows both.
(() => {
  "use strict";

  const table = document.querySelector("[data-comparison-table]");
  const strip = document.querySelector("[data-comparison-strip]");
  if (!table || !strip) return;

  const names = [...table.querySelectorAll(".comparison__names > th")];
  const cells = [...strip.querySelectorAll("[data-comparison-name]")];
  const row = strip.firstElementChild;

  function follow() {
    const bottom = names[0].getBoundingClientRect().bottom;
    const end = table.getBoundingClientRect().bottom;
    const isShown = bottom < 0 && end > 2 * row.offsetHeight;
    strip.classList.toggle("is-shown", isShown);
    row.scrollLeft = table.scrollLeft;
  }

  function measure() {
    cells.forEach((cell, index) => {
      cell.style.width = `${names[index].getBoundingClientRect().width}px`;
    });
    follow();
  }

  window.addEventListener("scroll", follow, { passive: true });
  table.addEventListener("scroll", follow, { passive: true });
  window.addEventListener("resize", measure);
  measure();
})();
