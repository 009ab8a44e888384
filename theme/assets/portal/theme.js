// Runs before the first paint: the reader's choice of light or dark, if one was made; else the system decides.
try {
  const choice = localStorage.getItem("portal-theme");
  if (choice === "dark" || choice === "light") document.documentElement.dataset.theme = choice;
} catch {
  // Storage is refused: follow the system.
}
document.documentElement.classList.replace("no-js", "js");
