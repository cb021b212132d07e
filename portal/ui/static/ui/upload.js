// Files that are sent one by one, each with its progress, from any form[data-upload].
// Without this the form sends them itself. Its words stand in data attributes.
(() => {
  "use strict";
  const root = document.documentElement;
  if (root.classList.contains("uploads")) return;
  root.classList.add("uploads");
  const find = (selector, from = document) => from.querySelector(selector);
  const waiting = [];
  const changed = new Set(); // forms of which something has arrived
  let running = null;

  document.addEventListener("change", ({ target }) => {
    if (!target.matches("[data-upload] input[type=file]")) return;
    add(target.form, target.name, [...target.files]);
    target.value = "";
  });
  ["dragover", "dragleave", "drop"].forEach((type) =>
    document.addEventListener(type, (event) => {
      const form = event.target.closest?.("[data-upload]");
      const takesItself = event.target.matches?.("input[type=file]");
      if (!form || takesItself || !event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      form.classList.toggle("is-over", type === "dragover");
      if (type === "drop") add(form, find("input[type=file]", form).name, [...event.dataTransfer.files]);
    }));
  addEventListener("beforeunload", (event) => {
    if (running) event.preventDefault();
  });

  function add(form, name, files) {
    files.forEach((file) => {
      const row = find("template", form).content.firstElementChild.cloneNode(true);
      const job = { form, name, file, row };
      find("b", row).textContent = file.name;
      row.querySelectorAll(".sr").forEach((part) => (part.textContent = ": " + file.name));
      find("progress", row).setAttribute("aria-label", file.name);
      find("[data-cancel]", row).addEventListener("click", () => stop(job));
      find("[data-retry]", row).addEventListener("click", () => wait(job));
      find("[data-files]", form).append(row);
      if (file.size > Number(form.dataset.max || Infinity)) say(job, "large");
      else wait(job);
    });
  }
  function say(job, state, text) {
    const { row, form } = job;
    row.dataset.state = state;
    find("[role=status]", row).textContent = text ?? form.dataset[state] ?? "";
    find("progress", row).hidden = state !== "sending";
    find("[data-cancel]", row).hidden = !["sending", "waiting"].includes(state);
    find("[data-retry]", row).hidden = !["lost", "stopped"].includes(state);
  }
  function wait(job) {
    say(job, "waiting");
    waiting.push(job);
    next();
  }
  function stop(job) {
    if (job === running) return job.request.abort();
    waiting.splice(waiting.indexOf(job), 1);
    say(job, "stopped");
  }
  function next() {
    if (running) return;
    running = waiting.shift() ?? null;
    if (running) send(running);
    else refresh();
  }
  function end(job, state, text) {
    say(job, state, text);
    running = null;
    next();
  }

  // The token of the form goes with each file: one that is sent again is the same one.
  function send(job) {
    const { form, name, file } = job;
    const request = (job.request = new XMLHttpRequest());
    const bar = find("progress", job.row);
    const body = new FormData(form);
    form.querySelectorAll("input[type=file]").forEach((input) => body.delete(input.name));
    body.append(name, file, file.name);
    bar.removeAttribute("value");
    say(job, "sending");
    request.upload.onprogress = ({ loaded, total }) => {
      if (loaded < total) bar.value = loaded / total;
      else bar.removeAttribute("value");
    };
    request.onabort = () => end(job, "stopped");
    request.onerror = () => end(job, "lost");
    request.onload = () => answered(job, request);
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json");
    request.send(body);
  }
  function answered(job, { status, responseText }) {
    let answer = {};
    try {
      answer = JSON.parse(responseText);
    } catch { /* a page: of the edge, or to sign in again */ }
    const { files = [], problems = [] } = answer;
    if (problems.length) return end(job, "refused", problems.join(" "));
    if (files.length) {
      changed.add(job.form);
      return end(job, files[0].scan === "waiting" ? "checked" : "arrived");
    }
    end(job, status === 413 ? "large" : status >= 500 ? "lost" : "again");
  }

  // What has arrived stands in the page's own list; the rest stays, with its reason.
  async function refresh() {
    const forms = [...changed];
    changed.clear();
    if (!forms.length) return;
    try {
      const response = await fetch(location.href, { headers: { Accept: "text/html" } });
      if (!response.ok) return;
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      forms.forEach((form) => renew(form, page));
    } catch { /* the rows say what has arrived */ }
  }
  function renew(form, page) {
    const ids = (form.dataset.refresh ?? "").split(" ").filter(Boolean).map((id) => "#" + CSS.escape(id));
    const pairs = ids.map((id) => [find(id), find(id, page)]).filter(([old, fresh]) => old && fresh);
    pairs.forEach(([old, fresh]) => {
      old.replaceWith(fresh);
      window.htmx?.process(fresh);
    });
    if (!pairs.length) return;
    form.querySelectorAll("[data-state=arrived], [data-state=checked]").forEach((row) => row.remove());
    find("[data-said]", form).textContent = form.dataset.arrived;
  }
})();
