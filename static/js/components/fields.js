// Adds a "Show" button to passwords, and hides what an unticked choice would open.
(() => {
  const addShowButton = (row) => {
    const input = row.querySelector("input");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button";
    const tell = (shown) => {
      button.textContent = shown ? "Hide" : "Show";
      button.setAttribute("aria-label", shown ? "Hide password" : "Show password");
    };
    button.addEventListener("click", () => {
      const shown = input.type === "password";
      input.type = shown ? "text" : "password";
      tell(shown);
    });
    input.form?.addEventListener("submit", () => { input.type = "password"; });
    tell(false);
    row.append(button);
  };

  const follow = (input) => {
    const target = document.getElementById(input.dataset.reveals);
    if (!target) return;
    const update = () => {
      target.hidden = !input.checked;
    };
    const peers = input.type === "radio"
      ? document.querySelectorAll(`input[type="radio"][name="${CSS.escape(input.name)}"]`)
      : [input];
    peers.forEach((peer) => peer.addEventListener("change", update));
    input.setAttribute("aria-controls", target.id);
    update();
  };

  document.querySelectorAll("[data-password]").forEach(addShowButton);
  document.querySelectorAll("input[data-reveals]").forEach(follow);
})();
