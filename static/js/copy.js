// A button behind each text that is there to be copied; the words on it stand in the page.
export function offerCopies() {
  if (!navigator.clipboard) return;
  for (const text of document.querySelectorAll("[data-copy]")) text.parentElement.after(button(text));
}

function button(text) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button";
  made.textContent = text.dataset.copy;
  made.setAttribute("aria-live", "polite");
  const heading = text.closest("section").getAttribute("aria-labelledby");
  made.setAttribute("aria-describedby", heading);
  made.addEventListener("click", () => copy(text, made));
  return made;
}

async function copy(text, button) {
  try {
    await navigator.clipboard.writeText(text.textContent);
    button.textContent = text.dataset.copied;
  } catch {
    // The browser may refuse; the text can still be selected by hand.
  }
}
