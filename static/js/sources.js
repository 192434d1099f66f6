// Citations open their source in a popover. Its content is the entry of the numbered list,
// so that there is one source of truth; without script the link leads there.
export function openSources() {
  const popover = document.getElementById("popover");
  if (!popover || !("showPopover" in popover)) return;
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.cite");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const entry = document.querySelector(link.hash.replace(/[^#\w-]/g, ""));
    if (!entry) return;
    event.preventDefault();
    open(popover, link, entry);
  });
}

function open(popover, link, entry) {
  popover.replaceChildren(...content(popover, link, entry));
  popover.showPopover();
  place(popover, link);
  popover.querySelector("a, button").focus();
  popover.addEventListener(
    "toggle",
    (event) => event.newState === "closed" && link.focus({ preventScroll: true }),
    { once: true },
  );
}

function content(popover, link, entry) {
  const parts = [];
  if (link.dataset.locator) {
    const locator = document.createElement("p");
    locator.className = "popover-locator";
    locator.textContent = `${link.textContent.trim()} · ${link.dataset.locator}`;
    parts.push(locator);
  }
  for (const part of entry.querySelector("div").children) parts.push(part.cloneNode(true));
  const close = document.createElement("button");
  close.type = "button";
  close.className = "button";
  close.textContent = popover.dataset.close;
  close.addEventListener("click", () => popover.hidePopover());
  parts.push(close);
  return parts;
}

function place(popover, link) {
  const at = link.getBoundingClientRect();
  const box = popover.getBoundingClientRect();
  const left = Math.max(8, Math.min(at.left, window.innerWidth - box.width - 8));
  const below = at.bottom + 6;
  const fits = below + box.height < window.innerHeight;
  popover.style.left = `${left}px`;
  popover.style.top = `${fits ? below : Math.max(8, at.top - box.height - 6)}px`;
}
