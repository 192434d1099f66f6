// What readers will see, drawn by the server a moment after the last key.
const PAUSE = 600;
const WIDE = "(min-width: 75em)";

export function preview(form) {
  const url = form.dataset.preview;
  const pane = document.querySelector("[data-preview-pane]");
  if (!url || !pane) return;
  const body = pane.querySelector("[data-preview-body]");
  const wide = matchMedia(WIDE);
  let waiting, asked;

  async function draw() {
    if (!pane.open) return;
    asked?.abort();
    asked = new AbortController();
    const { signal } = asked;
    try {
      const answer = await fetch(url, {
        method: "POST",
        body: new URLSearchParams(new FormData(form)),
        headers: { "X-CSRFToken": form.elements.csrf_token?.value ?? "" },
        redirect: "error",
        signal,
      });
      if (answer.ok) body.innerHTML = await answer.text();
    } catch {
      // Without an answer the last preview stays.
    }
  }

  pane.hidden = false;
  pane.open = wide.matches;
  wide.addEventListener("change", () => (pane.open = wide.matches));
  pane.addEventListener("toggle", draw);
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(draw, PAUSE);
  });
}
