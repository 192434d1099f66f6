// A button behind each text that is there to be copied; the words on it stand in the page.
export function offerCopies(within = document) {
  for (const text of within.querySelectorAll("[data-copy]")) place(text).after(button(text));
}

const place = (text) => (text.matches("textarea") ? text : text.parentElement);

function button(text) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button";
  made.textContent = text.dataset.copy;
  made.setAttribute("aria-live", "polite");
  const heading = text.closest("section").getAttribute("aria-labelledby");
  made.setAttribute("aria-describedby", text.id || heading);
  made.addEventListener("click", () => copy(text, made));
  return made;
}

// Where the browser refuses, the text is left selected, to be copied by hand.
async function copy(text, button) {
  getSelection().selectAllChildren(text);
  text.select?.();
  try {
    await navigator.clipboard.writeText(text.value ?? text.textContent);
    button.textContent = text.dataset.copied;
  } catch {
    button.textContent = text.dataset.selected;
  }
}
