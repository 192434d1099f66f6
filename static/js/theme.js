// Sets the colours before the page is painted. The choice stays in this browser only.
(function () {
  var choice = null;
  try {
    choice = localStorage.getItem("theme");
  } catch (blocked) {
    // Storage may be refused; the system's colours are used then.
  }
  if (choice === "light" || choice === "dark") {
    document.documentElement.dataset.bsTheme = choice;
  }
})();
