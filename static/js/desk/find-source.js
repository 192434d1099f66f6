// Sources are found by two letters of their title or id, and shown by their title. An address, a
// symbol or a DOI that was pasted is looked for at once, and the source that it names is offered.
import { say, words } from "./words.js";

const PAUSE = 250;
const LETTERS = 2;

export function findSources(form) {
  const list = document.getElementById("f-sources");
  if (list) new Finder(form, list).listen();
}

class Finder {
  constructor(form, list) {
    this.form = form;
    this.list = list;
    this.titles = new Map([...list.options].map((each) => [each.value, each.textContent]));
  }

  listen() {
    let waiting;
    this.form.addEventListener("input", (event) => {
      const field = event.target;
      if (!field.matches?.("[data-source]")) return;
      this.tell(field);
      clearTimeout(waiting);
      const typed = field.value.trim();
      if (!this.form.dataset.find || typed.length < LETTERS || this.titles.has(typed)) return;
      waiting = setTimeout(() => this.ask(field, typed), PAUSE);
    });
  }

  async ask(field, typed) {
    try {
      const answer = await fetch(this.form.dataset.find + encodeURIComponent(typed), {
        headers: { Accept: "application/json" },
        redirect: "error",
      });
      if (!answer.ok) return;
      const { sources, pasted } = await answer.json();
      for (const source of sources) this.titles.set(source.id, source.title);
      if (!pasted) this.list.replaceChildren(...sources.map(option));
      if (field.value.trim() !== typed) return;
      if (pasted) this.offer(field, typed, sources);
      else this.tell(field);
    } catch {
      // Without an answer the id can still be typed; the server checks it.
    }
  }

  tell(field) {
    place(field)?.replaceChildren(this.titles.get(field.value.trim()) ?? "");
  }

  // What was pasted names sources that are held, or one that can be begun.
  offer(field, typed, sources) {
    const said = sources.map(({ title }) => words("held", { title }));
    if (!sources.length) said.push(words("notHeld"));
    const next = sources.map((source) => this.use(field, source));
    if (!sources.length && this.form.dataset.begin) next.push(this.begin(typed));
    place(field)?.replaceChildren(...said.flatMap((each, at) => [`${each} `, next[at] ?? ""]));
    say(said.join(" "));
  }

  use(field, { id }) {
    const made = document.createElement("button");
    Object.assign(made, { type: "button", className: "button", textContent: words("use") });
    made.addEventListener("click", () => {
      field.value = id;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.focus();
    });
    return made;
  }

  // In a window of its own, so that what is being written stays.
  begin(typed) {
    const made = document.createElement("a");
    const href = this.form.dataset.begin + encodeURIComponent(typed);
    Object.assign(made, { href, target: "_blank", rel: "noopener", textContent: words("begin") });
    return made;
  }
}

function place(field) {
  return document.getElementById(`${field.id}-title`);
}

function option(source) {
  const made = document.createElement("option");
  made.value = source.id;
  made.textContent = [source.title, source.publisher, source.published].filter(Boolean).join(" · ");
  return made;
}
