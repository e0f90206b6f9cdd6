// Offers what a search may become while one types: a combobox with a list of texts. The form
// works the same without it.
(() => {
  const WAIT = 120;
  const SHORTEST = 2;

  const offer = (input) => {
    const list = document.createElement("ul");
    list.id = `${input.id}-suggestions`;
    list.className = "suggestions";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Suggestions");
    list.hidden = true;
    const status = document.createElement("p");
    status.className = "hidden-visually";
    status.setAttribute("role", "status");
    input.after(list, status);
    input.parentElement.classList.add("with-suggestions");
    const roles = { role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id };
    Object.entries(roles).forEach(([name, value]) => input.setAttribute(name, value));

    let asking = null;
    let waiting = 0;
    let chosen = -1;

    const mark = (at) => {
      chosen = at;
      [...list.children].forEach((option, index) => {
        option.setAttribute("aria-selected", String(index === at));
      });
      if (at < 0) input.removeAttribute("aria-activedescendant");
      else {
        input.setAttribute("aria-activedescendant", list.children[at].id);
        list.children[at].scrollIntoView({ block: "nearest" });
      }
    };

    const show = (shown) => {
      list.hidden = !shown;
      input.setAttribute("aria-expanded", String(shown));
      if (!shown) mark(-1);
    };

    const close = () => {
      clearTimeout(waiting);
      asking?.abort();
      show(false);
    };

    const take = (at) => {
      input.value = list.children[at].dataset.text;
      close();
      status.textContent = "";
      input.focus();
    };

    const draw = (found) => {
      list.replaceChildren(...found.map(({ text, kind, count }, index) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${index}`;
        option.dataset.text = text;
        option.setAttribute("role", "option");
        const name = document.createElement("span");
        name.textContent = text;
        option.append(name);
        // Places stand for themselves.
        if (kind) {
          const about = document.createElement("span");
          about.className = "meta num";
          about.textContent = ` ${kind}, ${count.toLocaleString("en-US")} ${count === 1 ? "job" : "jobs"}`;
          option.append(about);
        }
        return option;
      }));
      show(found.length > 0);
      mark(-1);
      status.textContent = found.length ? `${found.length} suggestions` : "";
    };

    const ask = async () => {
      const typed = input.value.trim();
      if (typed.length < SHORTEST) {
        close();
        return;
      }
      asking?.abort();
      asking = new AbortController();
      const { signal } = asking;
      try {
        const answer = await fetch(`${input.dataset.suggest}?${new URLSearchParams({ [input.dataset.suggestFor]: typed })}`, { signal });
        if (answer.ok) draw(await answer.json());
      } catch {
        // Typing on ended this question, or the net is gone: then there are no suggestions.
      }
    };

    const keys = {
      ArrowDown: () => mark(chosen + 1 < list.children.length ? chosen + 1 : -1),
      ArrowUp: () => mark(chosen < 0 ? list.children.length - 1 : chosen - 1),
      Enter: () => chosen >= 0 && take(chosen),
      Escape: () => close(),
      Tab: () => close(),
    };

    input.addEventListener("keydown", (event) => {
      if (list.hidden && event.key === "ArrowDown" && input.value.trim().length >= SHORTEST) {
        event.preventDefault();
        ask();
        return;
      }
      if (list.hidden || !(event.key in keys)) return;
      const taken = event.key !== "Tab" && (event.key !== "Enter" || chosen >= 0);
      if (taken) event.preventDefault();
      keys[event.key]();
    });
    input.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(ask, WAIT);
    });
    input.addEventListener("blur", () => close());
    // Before the field loses the focus, which would close the list.
    list.addEventListener("pointerdown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const option = event.target.closest("li");
      if (option) take([...list.children].indexOf(option));
    });
    show(false);
  };

  document.querySelectorAll("input[data-suggest]").forEach(offer);
})();
