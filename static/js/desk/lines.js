// In a text that is one line, however many the screen makes of it, Enter saves as in any field of
// one line; what is pasted loses its line ends.
export function keepOneLine(form) {
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || !isOneLine(event.target)) return;
    event.preventDefault();
    form.requestSubmit([...form.elements].find((each) => each.type === "submit"));
  });
  form.addEventListener("input", ({ target }) => {
    if (isOneLine(target) && /[\r\n]/.test(target.value)) target.value = target.value.replace(/\s*[\r\n]+\s*/g, " ");
  });
}

function isOneLine(field) {
  return field.matches?.("[data-one-line]");
}
