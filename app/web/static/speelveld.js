// Suggestions while typing (the combobox pattern of ARIA 1.2), and folded parts opened for print.
// Without this script every form still works; nothing is kept in the browser.
"use strict";

/** Turns an input with data-suggesties (an address) into a combobox.
 *  data-methode="post": send what is typed in the body, so that it stands in no address.
 *  A suggestion with `url` is a page to go to; one without fills the input with its `waarde`. */
function combobox(input) {
  const list = document.createElement("ul");
  list.id = `${input.id}-lijst`;
  list.className = "suggesties";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggesties");
  const status = document.createElement("span");
  status.className = "verborgen";
  status.setAttribute("role", "status");
  input.after(list, status);
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
  })) input.setAttribute(name, value);

  let found = [], active = -1, timer = 0, asked = null;

  function close() {
    clearTimeout(timer);
    asked?.abort();
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function mark(index) {
    active = index;
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === index)));
    if (index < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", list.children[index].id);
    list.children[index].scrollIntoView({ block: "nearest" });
  }

  function choose(index) {
    const item = found[index];
    close();
    if (item.url) return location.assign(item.url);
    input.value = item.waarde;
    status.textContent = `${item.waarde} gekozen`;
  }

  function show(items) {
    found = items;
    list.replaceChildren(...items.map((item, i) => {
      const line = document.createElement("li");
      line.id = `${list.id}-${i}`;
      line.setAttribute("role", "option");
      line.setAttribute("aria-selected", "false");
      line.append(item.naam);
      const where = document.createElement("span");
      where.className = "waar";
      where.textContent = item.waar;
      line.append(where);
      line.addEventListener("pointerdown", (event) => event.preventDefault()); // keep the focus in the input
      line.addEventListener("click", () => choose(i));
      return line;
    }));
    active = -1;
    list.hidden = items.length === 0;
    input.setAttribute("aria-expanded", String(items.length > 0));
    input.removeAttribute("aria-activedescendant");
    status.textContent = items.length ? `${items.length} suggesties, kies met pijl omlaag` : "Geen suggesties";
  }

  async function ask() {
    const text = input.value.trim();
    if (text.length < 2) return close();
    asked?.abort();
    asked = new AbortController();
    const body = new URLSearchParams({ q: text });
    const address = input.dataset.suggesties;
    try {
      const response = input.dataset.methode === "post"
        ? await fetch(address, { method: "POST", body, signal: asked.signal })
        : await fetch(`${address}${address.includes("?") ? "&" : "?"}${body}`, { signal: asked.signal });
      const answer = response.ok ? await response.json() : null;
      if (answer && document.activeElement === input) show(answer.suggesties);
    } catch (error) {
      if (error.name !== "AbortError") close(); // no suggestions; the form itself still works
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 140);
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    const open = !list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) return void ask();
      const step = event.key === "ArrowDown" ? 1 : -1;
      const last = found.length - 1;
      mark(active + step > last ? -1 : active + step < -1 ? last : active + step);
    } else if (event.key === "Enter" && open && active >= 0) {
      event.preventDefault();
      choose(active);
    } else if (event.key === "Escape") {
      if (open) event.preventDefault(); // else the browser empties a search field
      close();
    }
  });
}

document.querySelectorAll("input[data-suggesties]").forEach(combobox);

// On paper everything is unfolded, and afterwards as it was.
let opened = [];
addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("main details:not([open])")];
  opened.forEach((part) => { part.open = true; });
});
addEventListener("afterprint", () => {
  opened.forEach((part) => { part.open = false; });
});
