// The search page with JavaScript: htmx swaps facets and results; this file keeps
// what the reader had unfolded, where the focus was, and says how many were found.
(() => {
  "use strict";

  const region = document.getElementById("search");
  const problem = document.getElementById("search-problem");
  const wide = window.matchMedia("(min-width: 60rem)");
  let folded = new Map();
  let focused = "";
  let height = 0;
  let movesFocus = false;

  document.documentElement.classList.add("js");

  function unfoldFacetsWhereThereIsRoom() {
    const facets = document.getElementById("facets");
    if (facets) facets.open = wide.matches;
  }

  function rememberView() {
    focused = document.activeElement?.id || "";
    height = heightOf(focused);
    folded = new Map();
    for (const each of region.querySelectorAll("details[id]")) {
      folded.set(each.id, each.open);
    }
  }

  function heightOf(id) {
    const rectangle = document.getElementById(id)?.getBoundingClientRect();
    return rectangle ? rectangle.top : 0;
  }

  // Options come and go above what was chosen; it shall stay under the finger.
  function keepInPlace() {
    if (!document.getElementById(focused)) return;
    const top = heightOf(focused) - height;
    window.scrollBy({ top, behavior: "instant" });
  }

  function restoreFolding() {
    for (const [id, open] of folded) {
      const each = document.getElementById(id);
      if (each) each.open = open;
    }
  }

  // The other language's address has to follow the search.
  function updateLanguageLinks() {
    for (const link of document.querySelectorAll(".language-switch a")) {
      link.search = window.location.search;
    }
  }

  region.addEventListener("click", (event) => {
    const close = event.target.closest("[data-close-facets]");
    if (close && !wide.matches) {
      event.preventDefault();
      document.getElementById("facets").open = false;
      const title = document.getElementById("results-title");
      title.focus({ preventScroll: true });
      title.scrollIntoView({ block: "start" });
    }
  });

  document.body.addEventListener("htmx:beforeRequest", (event) => {
    problem.hidden = true;
    // A link that goes away with the swap would leave the focus nowhere.
    movesFocus = Boolean(event.detail.elt.closest("[data-moves-focus]"));
  });

  document.body.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target === region) rememberView();
  });

  document.body.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target !== region) return;
    restoreFolding();
    keepInPlace();
    if (movesFocus) {
      document.getElementById("results-title").focus({ preventScroll: true });
    } else if (focused && document.activeElement === document.body) {
      // What lay in a folded part could not be focused when it came.
      document.getElementById(focused)?.focus({ preventScroll: true });
    }
  });

  document.body.addEventListener("htmx:pushedIntoHistory", updateLanguageLinks);

  document.body.addEventListener("htmx:historyRestore", () => {
    unfoldFacetsWhereThereIsRoom();
    const text = new URLSearchParams(window.location.search).get("q");
    document.getElementById("q").value = text || "";
    updateLanguageLinks();
  });

  for (const failure of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
    document.body.addEventListener(failure, (event) => {
      const redirected = event.detail.xhr?.getResponseHeader("HX-Redirect");
      problem.hidden = Boolean(redirected);
    });
  }

  wide.addEventListener("change", unfoldFacetsWhereThereIsRoom);
  unfoldFacetsWhereThereIsRoom();
})();
