// A button beside each snippet of the builder that copies it.
for (const field of document.querySelectorAll("[data-copy]")) {
  const button = document.createElement("button");
  const said = document.createElement("span");
  button.type = "button";
  button.className = "button";
  button.textContent = field.dataset.copy;
  said.setAttribute("role", "status");
  said.className = "meta";
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      said.textContent = field.dataset.copied;
    } catch {
      said.textContent = field.dataset.selected;
    }
  });
  const line = document.createElement("p");
  line.className = "copy";
  line.append(button, said);
  field.after(line);
}
