/* The list of provinces is folded on a narrow screen and open on a wide one. */

for (const details of document.querySelectorAll("[data-open-when-wide]")) {
  const wide = window.matchMedia("(min-width: 60rem)");
  if (wide.matches) details.open = true;
}
