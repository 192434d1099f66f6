// Links from the list of problems open what is folded and put the focus on the field itself.
export function leadToFaults() {
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".f-summary a");
    const field = link && document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    for (let at = field; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    field.focus();
    field.scrollIntoView({ block: "center" });
  });
}
