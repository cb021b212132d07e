// What a page gains with JavaScript; everything works without it. Listeners sit on the
// document, so they also hold for content that arrives later.
(() => {
  "use strict";
  const root = document.documentElement;
  const busyFor = 20000; // a form whose answer is no new page gets its button back
  const find = (selector, from = document) => from.querySelector(selector);
  const on = (type, selector, act) =>
    document.addEventListener(type, (event) => {
      const hit = event.target.closest?.(selector);
      if (hit) act(hit, event);
    });

  // Busy at once, and a second press does nothing. Coming back by history frees the form.
  const free = (form) => {
    delete form.dataset.busy;
    form.removeAttribute("aria-busy");
    form.querySelectorAll(".busy").forEach((button) => button.classList.remove("busy"));
  };
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented) return;
    if (form.dataset.busy) return event.preventDefault();
    form.dataset.busy = "1";
    form.setAttribute("aria-busy", "true");
    (event.submitter ?? find("[type=submit], button:not([type])", form))?.classList.add("busy");
    setTimeout(free, busyFor, form);
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted) document.querySelectorAll("form[data-busy]").forEach(free);
  });

  // Files can be dropped on the input itself.
  ["dragover", "dragleave", "drop"].forEach((type) =>
    on(type, "input[type=file]", (drop) => drop.classList.toggle("is-over", type === "dragover")));

  // Small comforts.
  on("click", "[data-dismiss]", (button) => button.closest(".toast").remove());
  on("click", "[data-copy]", async (button) => {
    await navigator.clipboard.writeText(button.dataset.copy);
    find("span", button).textContent = button.dataset.copied;
  });
  on("click", "[data-reveal]", (button) => {
    const input = document.getElementById(button.getAttribute("aria-controls"));
    const shown = input.type === "password";
    input.type = shown ? "text" : "password";
    button.setAttribute("aria-pressed", shown);
  });
  const closeMenus = (except) =>
    document.querySelectorAll("details.menu[open]").forEach((menu) => {
      if (menu !== except) menu.open = false;
    });
  document.addEventListener("click", (event) => closeMenus(event.target.closest("details.menu")));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      find("details.menu[open] > summary")?.focus();
      closeMenus();
    }
    const typing = event.target.closest("input, select, textarea, [contenteditable]");
    const search = find("input[type=search]");
    if (event.key === "/" && !typing && search && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      search.focus();
    }
  });

  // Is the address free? Asked while typing, and proposed from the name until edited.
  const slugOf = (text) =>
    text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase()
      .replace(/&/g, " ").replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 40);
  function watchSlug(form) {
    const name = find("[name=firm_name]", form);
    const slug = find("[name=slug]", form);
    const answer = find("[data-answer]", form);
    let timer;
    let own = slug.value !== "";
    const ask = async () => {
      const asked = slug.value;
      if (!asked) return say("", "");
      const response = await fetch(form.dataset.checkUrl + "?slug=" + encodeURIComponent(asked));
      if (!response.ok) return say("", "");
      const { available, message } = await response.json();
      if (asked === slug.value) say(available ? "ok" : "bad", message);
    };
    const say = (state, text) => {
      answer.className = "check " + state;
      answer.textContent = text;
    };
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(() => ask().catch(() => say("", "")), 300);
    };
    slug.addEventListener("input", () => { own = slug.value !== ""; later(); });
    name.addEventListener("input", () => {
      if (own) return;
      slug.value = slugOf(name.value);
      later();
    });
  }

  // Steps as they happen; when the whole has ended the page itself says how.
  function watchProgress(box) {
    const tell = ({ key, state }) => {
      const step = find(`[data-step="${CSS.escape(key)}"]`, box);
      if (!step || step.dataset.state === state) return;
      step.dataset.state = state;
      if (state === "running") find("[role=status]", box).textContent = find("h2", step).textContent;
    };
    const look = async () => {
      try {
        const response = await fetch(box.dataset.progressUrl, { headers: { Accept: "application/json" } });
        const { state, steps } = await response.json();
        steps.forEach(tell);
        if (state !== box.dataset.was) return location.reload();
      } catch { /* the network is away for a moment: ask again */ }
      setTimeout(look, 1000);
    };
    setTimeout(look, 500);
  }

  // On a phone the strip of tabs is wider than the screen: show where one is.
  function showTab(tab) {
    const strip = tab.parentElement;
    strip.scrollLeft = tab.offsetLeft - (strip.clientWidth - tab.offsetWidth) / 2;
  }

  function start() {
    root.classList.add("js");
    find("[data-focus]")?.focus();
    document.querySelectorAll("[data-check-url]").forEach(watchSlug);
    document.querySelectorAll("[data-progress-url]").forEach(watchProgress);
    document.querySelectorAll(".tabs [aria-current]").forEach(showTab);
  }
  start();
})();
