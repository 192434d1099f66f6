// Rows are added, removed and moved in place. Their names and numbers stay those that the
// server would give them, so that the buttons mean the same with and without a script.
import { say, words } from "./words.js";

export function workRows(form) {
  form.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=do]");
    if (!button || !act(form, button)) return;
    event.preventDefault();
    form.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

// Whether it was done here; else the server does it, or says why not.
function act(form, button) {
  if (button.dataset.add) return add(form, button);
  const row = button.closest("[data-row]");
  if (button.dataset.do === "remove") return remove(form, row);
  if (button.dataset.do) return move(form, row, button);
  return false;
}

function add(form, button) {
  const list = button.closest("[data-list]");
  const template = form.querySelector(`template[data-template="${button.dataset.add}"]`);
  const rows = rowsOf(form, list.dataset.list);
  if (!template || full(form, list, rows, button.dataset.add)) return false;
  const row = template.content.firstElementChild.cloneNode(true);
  fill(row, list.dataset.list, rows.length);
  const about = row.querySelector('input[name$="-proposition"]');
  if (about) about.value = button.dataset.about;
  button.previousElementSibling.append(row);
  if (row.tagName === "DETAILS") row.open = true;
  number(form, list.dataset.list);
  firstField(row).focus();
  say(words("rowAdded", named(row)));
  return true;
}

// Whether a bound is near; the server then counts and says what is too much.
function full(form, list, rows, kind) {
  const { mostCitations, mostFields } = form.querySelector(".desk-form").dataset;
  const citations = form.querySelectorAll('[data-row*="citations-"]').length;
  return (
    rows.length >= Number(list.dataset.most) ||
    (kind === "citations" && citations >= Number(mostCitations)) ||
    form.elements.length >= Number(mostFields)
  );
}

function remove(form, row) {
  const list = row.closest("[data-list]");
  const next = row.parentElement.nextElementSibling;
  const filled = named(row);
  row.remove();
  rowsOf(form, list.dataset.list).forEach((each, at) => rename(each, list.dataset.list, at));
  number(form, list.dataset.list);
  (next ?? list).focus();
  say(words("rowRemoved", filled));
  return true;
}

function move(form, row, button) {
  const up = button.dataset.do === "up";
  const other = up ? row.previousElementSibling : row.nextElementSibling;
  if (other) {
    const list = row.closest("[data-list]").dataset.list;
    const [here, there] = [indexOf(row), indexOf(other)];
    rename(row, list, "moving"); // two groups of radio buttons must never bear one name
    rename(other, list, here);
    rename(row, list, there);
    if (up) other.before(row);
    else other.after(row);
    number(form, list);
    button.focus();
  }
  say(words("rowMoved", named(row)));
  return true;
}

// The rows of a list in the order of their numbers, which need not be that of the page.
function rowsOf(form, list) {
  return [...form.querySelectorAll(`[data-row^="${list}-"]`)]
    .filter((row) => /^\d+$/.test(row.dataset.row.slice(list.length + 1)))
    .sort((one, other) => indexOf(one) - indexOf(other));
}

function indexOf(row) {
  return Number(row.dataset.row.split("-").pop());
}

// Say in words which number of the page each row of a list has.
function number(form, list) {
  rowsOf(form, list)
    .sort((one, other) => (one.compareDocumentPosition(other) & 4 ? -1 : 1))
    .forEach((row, at) => {
      for (const place of row.querySelectorAll("[data-number]")) {
        if (place.closest("[data-row]") === row) place.textContent = at + 1;
      }
    });
}

export function named(row) {
  const name = row.querySelector("legend");
  const [word] = name.textContent.trim().split(/\s+\d*$/);
  return { name: word, number: name.querySelector("[data-number]").textContent };
}

function firstField(row) {
  const fields = row.querySelectorAll("input:not([type=hidden]), textarea, select");
  return [...fields].find((field) => field.getClientRects().length) ?? row;
}

const NAMES = ["id", "name", "for", "aria-describedby", "data-row", "data-list"];

function fill(row, list, at) {
  const dotted = list.replaceAll("-", ".");
  everyName(row, (value, name) =>
    value.replaceAll("__list__", name === "value" ? dotted : list).replaceAll("__n__", at),
  );
}

function rename(row, list, to) {
  const old = row.dataset.row;
  if (old === `${list}-${to}`) return;
  const names = new RegExp(`(^|\\s|f-)${old}(?=-|\\s|$)`, "g");
  const dotted = old.replaceAll("-", "\\.");
  const values = new RegExp(`:${dotted}(?=\\.|$)`);
  const [name, path] = [`${list}-${to}`, `:${list.replaceAll("-", ".")}.${to}`];
  everyName(row, (value, attribute) =>
    attribute === "value" ? value.replace(values, path) : value.replace(names, `$1${name}`),
  );
}

// Change what names a row, or something in it; what was typed stays.
function everyName(row, change) {
  for (const element of [row, ...row.querySelectorAll("*")]) {
    const named = element.name === "do" ? [...NAMES, "value"] : NAMES;
    for (const name of named) {
      const value = element.getAttribute(name);
      if (value) element.setAttribute(name, change(value, name));
    }
  }
}
