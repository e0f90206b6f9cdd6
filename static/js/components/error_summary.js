// Moves the reader to the list of problems when a form comes back.
(() => {
  const summary = document.querySelector("[data-error-summary]");
  if (summary) summary.focus();
})();
