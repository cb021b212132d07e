// The end of a session: a warning one minute before, and what was typed is kept in this
// tab until the same person has signed in again. Without it the server ends it all the same.
(() => {
  "use strict";
  const KEPT = "kept:";
  const UNTIL = "session-until";
  const LATE = 2000; // ms after the end, so that asking does not prolong the session
  const TYPED = "textarea, input:is([type=text], [type=email], [type=tel], [type=url], [type=number], [type=date], :not([type]))";
  const clock = () => document.querySelector("dialog[data-seconds]");
  let until = 0;

  // What is typed, by form. A page of a person forgets what was not lost, and what is
  // somebody else's; a page of nobody means that the session was lost.
  const keyOf = (form) => KEPT + clock().dataset.person + ":" + new URL(form.action).pathname;
  const keys = () => Object.keys(sessionStorage).filter((key) => key.startsWith(KEPT));
  const read = (key) => JSON.parse(sessionStorage.getItem(key));
  const write = (key, kept) => sessionStorage.setItem(key, JSON.stringify(kept));
  const forget = (key) => sessionStorage.removeItem(key);
  const fieldsOf = (form) =>
    [...form.elements].filter((each) => each.name && each.matches(TYPED) && each.autocomplete !== "one-time-code");

  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (!clock() || form?.method !== "post") return;
    const typed = Object.fromEntries(fieldsOf(form).map((each) => [each.name, each.value]));
    if (Object.keys(typed).length) write(keyOf(form), { typed, lost: false });
  });
  document.addEventListener("submit", (event) => {
    if (new URL(event.target.action).pathname.endsWith("/sign-out/")) keys().forEach(forget);
  });
  function bringBack() {
    if (!clock()) return keys().forEach((key) => write(key, { ...read(key), lost: true }));
    const own = KEPT + clock().dataset.person + ":";
    keys().filter((key) => !key.startsWith(own) || !read(key).lost).forEach(forget);
    document.querySelectorAll("form[method=post]").forEach((form) => {
      const kept = read(keyOf(form));
      if (!kept) return;
      fieldsOf(form).forEach((each) => { if (each.name in kept.typed) each.value = kept.typed[each.name]; });
      write(keyOf(form), { ...kept, lost: false });
      const note = document.createElement("p");
      note.className = "note";
      note.setAttribute("role", "status");
      note.textContent = clock().dataset.kept;
      form.prepend(note);
    });
  }

  // The clock. Being active in one tab counts for all of them.
  const lasts = (seconds) => {
    until = Date.now() + seconds * 1000;
    localStorage.setItem(UNTIL, until);
  };
  addEventListener("storage", ({ key, newValue }) => {
    if (key === UNTIL) until = Math.max(until, Number(newValue));
  });
  function tick() {
    const dialog = clock();
    if (!dialog) return;
    const left = until - Date.now();
    if (left < -LATE) return location.assign(location.pathname + location.search);
    if (left <= 60000 && !dialog.open) dialog.showModal();
    if (left > 60000 && dialog.open) dialog.close();
    dialog.querySelector("[data-left]").textContent = Math.max(0, Math.ceil(left / 1000));
  }
  document.addEventListener("submit", async (event) => {
    if (!event.target.matches("dialog[data-seconds] form")) return;
    event.preventDefault();
    const form = event.target;
    try {
      const answer = await fetch(form.action, { method: "POST", body: new FormData(form), redirect: "manual" });
      if (answer.ok) lasts((await answer.json()).seconds);
    } catch { /* the network is away: it can be pressed again */ }
    tick();
  }, true);

  try { bringBack(); } catch { /* a browser that keeps nothing */ }
  if (clock()) {
    try { lasts(Number(clock().dataset.seconds)); } catch { /* only this tab knows */ }
    setInterval(tick, 1000);
  }
})();
