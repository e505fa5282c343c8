/* Copies a number for a register's search field, and offers to print. */

const SHOWN_FOR_MS = 2000;

function offerCopying(button) {
  const words = button.querySelector("[aria-live]");
  const before = words.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    words.textContent = button.dataset.copied;
    setTimeout(() => {
      words.textContent = before;
    }, SHOWN_FOR_MS);
  });
}

function offerPrinting(button) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// Browsers copy from pages sent by https only; numbers can be selected anywhere.
if (navigator.clipboard) {
  document.querySelectorAll("[data-copy]").forEach(offerCopying);
}
document.querySelectorAll("[data-print]").forEach(offerPrinting);
