// Says how many applicants are chosen, and adds a button that chooses all of them.
(() => {
  document.querySelectorAll("[data-chosen]").forEach((status) => {
    const boxes = [...document.querySelectorAll("input[data-pick]")]
      .filter((box) => box.name === status.dataset.chosen);
    if (boxes.length < 2) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button link";

    const tell = () => {
      const chosen = boxes.filter((box) => box.checked).length;
      status.textContent = `${chosen} of ${boxes.length} chosen`;
      button.textContent = chosen === boxes.length ? "Choose none" : "Choose all";
    };
    button.addEventListener("click", () => {
      const all = boxes.every((box) => box.checked);
      boxes.forEach((box) => { box.checked = !all; });
      tell();
    });
    boxes.forEach((box) => box.addEventListener("change", tell));
    status.after(button);
    tell();
  });
})();
