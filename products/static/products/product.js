/* Shows a picture in place instead of jumping to it, and offers to print. */

function enhanceGallery(gallery) {
  const items = [...gallery.querySelectorAll(".gallery__item")];
  const thumbs = [...gallery.querySelectorAll(".gallery__thumbs a")];

  function show(id) {
    const chosen = items.find((item) => item.id === id) || items[0];
    for (const item of items) item.toggleAttribute("data-shown", item === chosen);
    for (const thumb of thumbs) {
      if (thumb.hash === `#${chosen.id}`) thumb.setAttribute("aria-current", "true");
      else thumb.removeAttribute("aria-current");
    }
  }

  for (const thumb of thumbs) {
    thumb.addEventListener("click", (event) => {
      event.preventDefault();
      show(thumb.hash.slice(1));
    });
  }
  if (items.length) {
    show(window.location.hash.slice(1));
    gallery.toggleAttribute("data-enhanced", true);
  }
}

function offerPrinting(button) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

document.querySelectorAll("[data-gallery]").forEach(enhanceGallery);
document.querySelectorAll("[data-print]").forEach(offerPrinting);
