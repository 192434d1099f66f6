// Sources are found by two letters of their title or id, and shown by their title.
const PAUSE = 250;
const LETTERS = 2;

export function findSources(form) {
  const list = document.getElementById("f-sources");
  const url = form.dataset.find;
  if (!list) return;
  const titles = new Map([...list.options].map((each) => [each.value, each.textContent]));
  let waiting;
  form.addEventListener("input", (event) => {
    const field = event.target;
    if (!field.matches?.("[data-source]")) return;
    tell(field, titles);
    clearTimeout(waiting);
    if (!url || field.value.trim().length < LETTERS || titles.has(field.value)) return;
    waiting = setTimeout(() => ask(url, field, list, titles), PAUSE);
  });
}

async function ask(url, field, list, titles) {
  try {
    const answer = await fetch(url + encodeURIComponent(field.value.trim()), {
      headers: { Accept: "application/json" },
      redirect: "error",
    });
    if (!answer.ok) return;
    const found = await answer.json();
    for (const source of found) titles.set(source.id, source.title);
    list.replaceChildren(...found.map(option));
    tell(field, titles);
  } catch {
    // Without an answer the id can still be typed; the server checks it.
  }
}

function option(source) {
  const made = document.createElement("option");
  made.value = source.id;
  made.textContent = [source.title, source.publisher, source.published].filter(Boolean).join(" · ");
  return made;
}

function tell(field, titles) {
  const place = document.getElementById(`${field.id}-title`);
  if (place) place.textContent = titles.get(field.value.trim()) ?? "";
}
