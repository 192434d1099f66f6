// The builder: what is pasted and how it looks follow each choice at once. Without script the
// same form asks for the same page by its button.
import { offerCopies } from "../copy.js";

const form = document.querySelector(".builder");
const results = document.getElementById("results");
const told = document.getElementById("told");
let asking = new AbortController();

// What was chosen before this module came, or kept by the browser over a reload, counts too.
function begin() {
  const written = form.cloneNode(true);
  written.reset();
  const changed = addressOf(form) !== addressOf(written);
  for (const name of ["proposition", "claim"]) {
    const field = form.elements[name];
    if (field && field.value !== written.elements[name].value) follow(field);
  }
  for (const hint of form.querySelectorAll(".for-cards")) hint.hidden = true;
  showFields();
  if (changed) refresh();
  form.addEventListener("change", ({ target }) => {
    follow(target);
    showFields();
    refresh();
  });
}

function addressOf(asked) {
  const address = new URL(asked.action);
  const given = [...new FormData(asked)].filter(([, value]) => value);
  address.search = new URLSearchParams(given);
  address.hash = "";
  return address.href;
}

// Who chooses a claim or a proposition wants a card of it.
function follow({ name, value }) {
  const { shows } = form.elements;
  if (!value) return;
  if (name === "claim") shows.value = "claim";
  if (name === "proposition" && shows.value === "claim") shows.value = "proposition";
}

// What does not matter for the chosen card is neither shown nor sent.
function showFields() {
  for (const part of form.querySelectorAll("[data-cards]")) {
    const matters = part.dataset.cards.split(" ").includes(form.elements.shows.value);
    part.hidden = !matters;
    for (const field of part.querySelectorAll("select, input")) field.disabled = !matters;
  }
}

// Nothing can be copied between a choice and its answer: it would be of the choice before.
async function refresh() {
  asking.abort();
  asking = new AbortController();
  const { signal } = asking;
  const address = addressOf(form);
  told.textContent = "";
  results.inert = true;
  const page = await pageAt(address, signal);
  if (signal.aborted) return;
  const fresh = page?.getElementById("results");
  if (fresh) show(fresh, address);
  else refuse(page);
  results.inert = false;
}

async function pageAt(address, signal) {
  try {
    const answer = await fetch(address, { signal });
    return new DOMParser().parseFromString(await answer.text(), "text/html");
  } catch {
    return null; // no answer, or one that a later choice made needless
  }
}

function show(fresh, address) {
  results.replaceChildren(...fresh.childNodes);
  results.hidden = false;
  offerCopies(results);
  history.replaceState(history.state, "", address);
  told.textContent = told.dataset.changed;
}

// What the site says of it stands in the place of snippets that no longer fit the form.
function refuse(page) {
  const said = [...(page?.querySelectorAll("main h1, main .lede") ?? [])];
  results.hidden = true;
  told.textContent = said.map((each) => each.textContent.trim()).join(": ") || told.dataset.failed;
}

begin();
