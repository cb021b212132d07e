// Forms that a passkey answers: data-passkey says "create" or "get", data-options what
// is asked (WebAuthn, as JSON). The answer goes into the form's field, and the form on.
(() => {
  "use strict";
  const bytes = (text) =>
    Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (char) => char.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer)))
      .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const known = (list) => (list ?? []).map((each) => ({ ...each, id: bytes(each.id) }));

  function asked(json) {
    const options = JSON.parse(json);
    options.challenge = bytes(options.challenge);
    if (options.user) options.user.id = bytes(options.user.id);
    if (options.allowCredentials) options.allowCredentials = known(options.allowCredentials);
    if (options.excludeCredentials) options.excludeCredentials = known(options.excludeCredentials);
    return { publicKey: options };
  }

  function answered({ id, rawId, type, response }) {
    const said = { clientDataJSON: text(response.clientDataJSON) };
    if (response.attestationObject) {
      said.attestationObject = text(response.attestationObject);
      said.transports = response.getTransports?.() ?? [];
    } else {
      said.authenticatorData = text(response.authenticatorData);
      said.signature = text(response.signature);
    }
    return JSON.stringify({ id, rawId: text(rawId), type, response: said });
  }

  async function ask(form) {
    const problem = form.querySelector("[data-passkey-problem]");
    problem.hidden = true;
    try {
      const credential = await navigator.credentials[form.dataset.passkey](asked(form.dataset.options));
      form.querySelector("[name$=answer]").value = answered(credential);
      form.requestSubmit();
    } catch {
      problem.hidden = false; // no such device, refused, or too late
    }
  }

  // back in a page that was left: its answer was used up
  addEventListener("pageshow", () =>
    document.querySelectorAll("[data-passkey] [name$=answer]").forEach((field) => (field.value = "")));

  // before app.js makes the form busy: that is for when it is really sent
  document.addEventListener(
    "submit",
    (event) => {
      const form = event.target;
      if (!form.matches("[data-passkey]") || form.querySelector("[name$=answer]").value) return;
      if (!form.checkValidity()) return; // the answer will say what is missing
      event.preventDefault();
      ask(form);
    },
    true,
  );
})();
