// Saves a draft while it is written. Nothing that was typed is lost: what cannot be saved is
// kept in this window and offered again, and a conflict leads to the page that merges.
import { askToConfirm } from "./confirm.js";
import { forget, keep, offerKept } from "./kept.js";
import { say, words } from "./words.js";

const EVERY = 5000;
const BEAT = 30000;

export function autosave(form) {
  if (!form.dataset.autosave) return;
  nameTab(form);
  const draft = new Draft(form);
  offerKept(form);
  form.addEventListener("input", () => draft.edits++);
  form.addEventListener("submit", () => draft.leave());
  window.addEventListener("pagehide", () => draft.leave());
  window.addEventListener("beforeunload", (event) => draft.dirty && event.preventDefault());
  window.addEventListener("pageshow", (event) => {
    draft.leaving = false;
    if (event.persisted) draft.beat();
  });
  setInterval(() => draft.save(), EVERY);
  if (form.dataset.heartbeat) {
    setInterval(() => draft.beat(), BEAT);
    if (form.elements.tab) draft.beat();
    window.addEventListener("pagehide", () => draft.say({ gone: "1" }));
  }
}

// A name for this tab that outlives a reload, so that one is not told of oneself.
function nameTab(form) {
  if (!form.elements.window) return;
  const field = Object.assign(document.createElement("input"), { type: "hidden", name: "tab" });
  try {
    sessionStorage.tab ??= crypto.randomUUID();
    field.value = sessionStorage.tab;
  } catch {
    return; // storage may be refused: then every page counts as a window of its own
  }
  form.append(field);
}

class Draft {
  constructor(form) {
    this.form = form;
    this.edits = this.saved = 0;
    this.busy = this.stopped = this.lockedOut = this.leaving = false;
    this.here = "";
    this.last = "";
  }

  get dirty() {
    return this.edits !== this.saved && !this.leaving;
  }

  // The form is posted as a whole, or the page is left; what is not saved then is still here.
  leave() {
    if (this.dirty) keep(this.form);
    this.leaving = true;
  }

  async save() {
    if (!this.dirty || this.busy) return;
    if (this.stopped) return keep(this.form);
    this.busy = true;
    if (!this.lockedOut || (await this.signedInAgain())) await this.send();
    this.busy = false;
  }

  async send() {
    const at = this.edits;
    const kept = this.form.elements.version.value;
    const answer = await this.post(this.form.dataset.autosave, new FormData(this.form));
    if (answer?.ok) {
      const said = await answer.json();
      this.form.elements.version.value = said.version;
      this.saved = at;
      this.lockedOut = false;
      forget(this.form, kept);
      if (said.to_confirm) askToConfirm(this.form, said.to_confirm, said.unconfirmed);
      this.tell(words("saved", { time: said.saved, version: said.version }), said.here);
      return;
    }
    keep(this.form);
    await this.explain(answer);
  }

  async explain(answer) {
    if (answer?.status === 409) {
      this.stopped = true;
      const said = await answer.json();
      if (said.conflict) this.conflict(said.conflict);
      else this.complain(said.refused);
    } else if (!answer) {
      this.complain(words("unsaved"));
    } else {
      this.lockedOut = true;
      const out = answer.type === "opaqueredirect" || [401, 403].includes(answer.status);
      this.complain(words(out ? "signedOut" : "refused"));
    }
  }

  // Nothing to save: only say that someone is here. Another's version is not taken over, since
  // the next save would then overwrite it unseen.
  async beat() {
    if (this.dirty || this.stopped || this.leaving) return;
    const answer = await this.say();
    if (answer?.ok) this.tell(this.last, (await answer.json()).here);
  }

  // That this tab is still here or, last of all, that it is gone.
  say(more = {}) {
    const body = new FormData();
    for (const name of ["version", "window", "tab"]) {
      body.set(name, this.form.elements[name]?.value ?? "");
    }
    for (const [name, value] of Object.entries(more)) body.set(name, value);
    return this.post(this.form.dataset.heartbeat, body, "gone" in more);
  }

  async post(url, body, keepalive = false) {
    try {
      return await fetch(url, {
        keepalive,
        method: "POST",
        body: new URLSearchParams(body),
        headers: { "X-CSRFToken": this.form.elements.csrf_token?.value ?? "", Accept: "application/json" },
        redirect: "manual",
      });
    } catch {
      return null;
    }
  }

  // After signing in in another tab the page has a new token; this form takes it over.
  async signedInAgain() {
    try {
      const page = await (await fetch(location.href)).text();
      const there = new DOMParser().parseFromString(page, "text/html").getElementById(this.form.id);
      const token = there?.elements.csrf_token?.value;
      if (token) this.form.elements.csrf_token.value = token;
      return Boolean(there);
    } catch {
      return false;
    }
  }

  tell(sentence, here = []) {
    const names = here.join(", ");
    const others = names && words("here", { names });
    this.last = sentence || this.status.textContent;
    this.status.textContent = [sentence || this.own(), others].filter(Boolean).join(" · ");
    if (others && others !== this.here) say(others);
    this.here = others;
  }

  // What the status said before, without those who were here then.
  own() {
    const { textContent } = this.status;
    return this.here ? textContent.replace(` · ${this.here}`, "") : textContent;
  }

  complain(sentence) {
    if (this.status.textContent !== sentence) say(sentence);
    this.status.textContent = this.last = sentence;
  }

  conflict(url) {
    const button = document.createElement("button");
    Object.assign(button, { type: "submit", className: "button", formAction: url });
    Object.assign(button, { name: "do", value: "merge", textContent: words("merge") });
    this.status.replaceChildren(`${words("conflict")} `, button);
    say(words("conflict"));
  }

  get status() {
    return document.getElementById("f-status");
  }
}
