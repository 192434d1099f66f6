// The control for light, dark or the system's colours; hidden without script.
export function offerThemes() {
  const select = document.getElementById("theme");
  if (!select) return;
  select.closest(".theme").hidden = false;
  select.value = document.documentElement.dataset.bsTheme ?? "";
  select.addEventListener("change", () => choose(select.value));
}

function choose(theme) {
  try {
    if (theme) localStorage.setItem("theme", theme);
    else localStorage.removeItem("theme");
  } catch {
    // Storage may be refused; the choice then lasts for this page.
  }
  if (theme) document.documentElement.dataset.bsTheme = theme;
  else delete document.documentElement.dataset.bsTheme;
}
