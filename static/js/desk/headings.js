// What a folded row says of itself follows what is typed in it.
const LONGEST = 110;

export function followRows(form) {
  form.addEventListener("input", (event) => {
    const row = event.target.closest?.(".f-folded");
    if (!row) return;
    for (const place of row.querySelectorAll(":scope > summary [data-shows]")) {
      const fields = place.dataset.shows.split(" ").map((name) => fieldOf(form, row, name));
      place.replaceChildren(...(chosen(fields[0]) ?? [typed(fields)]));
    }
  });
}

function fieldOf(form, row, name) {
  return form.elements[`${row.dataset.row}-${name}`];
}

// The mark and the word of the button that is chosen, where it is a choice.
function chosen(field) {
  if (!(field instanceof RadioNodeList)) return null;
  const label = [...field].find((each) => each.checked)?.closest("label");
  const parts = [...(label?.childNodes ?? [])].filter((each) => !each.matches?.("input"));
  return parts.map((each) => each.cloneNode(true));
}

function typed(fields) {
  const text = fields.map((field) => field?.value.trim()).filter(Boolean).join(" · ");
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}
