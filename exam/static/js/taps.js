/* Every tap that htmx would post goes into the queue instead, and the pieces that come back go into the page. */

(() => {
  "use strict";
  const { page, queue } = window.dermyo;
  const BESIDE = ["csrf_token", "seen_revision"];
  const buttons = new Map();

  /* Cleared answers have no button of their own to be named after. */
  function nameOf(button, value) {
    const name = (button && window.dermyo.labelOf(button)) || button?.textContent.trim() || "An answer";
    return value === "" || value?.startsWith("-") ? `${name}: cleared` : name;
  }

  function entryOf(action, fields, name, seen = page.revision()) {
    const { account, exam, step } = page;
    return { id: queue.newId(), account, exam, step, action, fields, name, seen, at: new Date().toISOString() };
  }

  async function tapped(action, body, button) {
    const seen = page.revision();
    await queue.begun;
    const value = button?.name ? window.dermyo.meant(button) : undefined;
    if (value === null) return;
    if (value !== undefined) body.set(button.name, value);
    const fields = [...body].filter(([name]) => !BESIDE.includes(name));
    const entry = entryOf(action, fields, nameOf(button, value), seen);
    buttons.set(entry.id, button);
    await queue.add(entry);
    window.dermyo.show();
    await window.dermyo.send();
  }

  document.addEventListener("htmx:config:request", (event) => {
    const { request, sourceElement } = event.detail.ctx;
    if (request.method !== "POST") return;
    event.preventDefault();
    const button = request.submitter || (sourceElement.localName === "button" ? sourceElement : null);
    const form = button?.form || sourceElement;
    if (form.querySelector("textarea")) window.dermyo.words.save(form, request.action, request.body);
    else tapped(request.action, request.body, button);
  });

  function parsed(text) {
    const held = document.createElement("template");
    held.innerHTML = text;
    return held.content;
  }

  /* Overtaken on its way by a later answer, which brought all of this as well. */
  function isOld(text) {
    const state = parsed(text).querySelector("#save-state");
    return Boolean(state) && Number(state.dataset.revision) < page.revision();
  }

  async function swap(text, entry) {
    if (isOld(text)) return;
    const more = buttons.get(entry?.id)?.closest(".more");
    buttons.delete(entry?.id);
    await htmx.swap({ sourceElement: document.body, swap: "none", text });
    // An answer behind the dots closes them; the keyboard stays where they are.
    if (more && !more.open) more.querySelector("summary").focus({ preventScroll: true });
  }

  const wordsOf = (text) => parsed(text).textContent.replace(/\s+/g, " ").trim();

  Object.assign(window.dermyo, { swap, wordsOf, entryOf });
})();
