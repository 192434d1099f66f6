// Text that could not be saved, kept in this window until it is saved or forgotten.
import { words } from "./words.js";

const NOT_TEXT = /^(version|window|tab|csrf_token|do|confirm|attach.*)$|-id$/;

const key = (form, version) => `${location.pathname}#${form.id}:${version}`;

export function keep(form) {
  const fields = [...new FormData(form)];
  const time = `${new Date().toISOString().slice(11, 16)} UTC`;
  store((here) => here.setItem(key(form, form.elements.version.value), JSON.stringify({ time, fields })));
}

export function forget(form, version) {
  store((here) => here.removeItem(key(form, version)));
}

// Offer what an earlier visit left. It keeps the version that it was written on, so that
// putting it back over a newer one is met as a conflict and overwrites nothing.
export function offerKept(form) {
  store((here) => {
    const begin = key(form, "");
    for (const name of Object.keys(here).filter((each) => each.startsWith(begin))) {
      const { time, fields } = JSON.parse(here.getItem(name));
      if (same(fields, [...new FormData(form)])) here.removeItem(name);
      else form.prepend(offer(form, name, time, fields));
    }
  });
}

function same(some, others) {
  const text = (fields) => JSON.stringify(fields.filter(([name]) => !NOT_TEXT.test(name)));
  return text(some) === text(others);
}

function offer(form, name, time, fields) {
  const box = document.createElement("div");
  box.className = "f-kept-text";
  box.setAttribute("role", "alert");
  const sentence = document.createElement("p");
  sentence.textContent = words("kept", { time });
  box.append(sentence);
  box.append(button("putBack", () => putBack(form, fields)));
  box.append(button("forget", () => (store((here) => here.removeItem(name)), box.remove())));
  return box;
}

function button(name, press) {
  const made = document.createElement("button");
  Object.assign(made, { type: "button", className: "button", textContent: words(name) });
  made.addEventListener("click", press);
  return made;
}

// Post the text as it was: the server shows the form again with every row that it had.
function putBack(form, fields) {
  const sent = document.createElement("form");
  Object.assign(sent, { method: "post", action: form.action, hidden: true });
  const token = form.elements.csrf_token?.value ?? "";
  const own = fields.filter(([name]) => name !== "csrf_token" && name !== "do");
  for (const [name, value] of [...own, ["csrf_token", token], ["do", "save"]]) {
    const field = document.createElement("textarea"); // keeps line ends, which an input does not
    Object.assign(field, { name, value });
    sent.append(field);
  }
  document.body.append(sent);
  sent.submit();
}

function store(act) {
  try {
    act(sessionStorage);
  } catch {
    // Storage may be refused or full; the text is still in the form.
  }
}
