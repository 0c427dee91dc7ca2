/* What is typed is saved by a button, and is never kept in the browser, since words may name someone. Whoever goes on
without saving is stopped once; what could not be saved stays in its field, and is said not to be saved. */

(() => {
  "use strict";
  const { page, queue, tell } = window.dermyo;
  const typed = new Set();
  const checked = new WeakSet();
  const STAYS = "What you typed stays here";

  function stop(event, goOn) {
    event.preventDefault();
    event.stopImmediatePropagation();
    const [form] = typed;
    const save = page.button("Save it", () => {
      tell("words");
      form.requestSubmit();
    });
    const leave = page.button("Leave it", () => {
      typed.clear();
      goOn();
    });
    tell("words", page.element("p", "Not saved yet: what you typed."), save, " ", leave);
  }

  function notSaved(form, state) {
    if (form.querySelector("textarea")) typed.add(form);
    const out = state === "signed-out";
    const why = out ? "you are signed out" : state === "offline" ? "there is no connection" : "someone else is signed in now";
    const stays = form.querySelector("textarea") ? ` ${STAYS}: save it again later.` : "";
    const nodes = [page.element("p", `Not saved: ${why}.${stays}`)];
    const given = { className: "button", href: "/account/sign-in", target: "_blank" };
    if (out) nodes.push(page.element("a", "Sign in on a new page", given));
    tell("words", ...nodes);
  }

  /* Words of a form that htmx would post: sent once, now or not at all. */
  async function save(form, action, body) {
    const words = [...body].filter(([name]) => name.includes("."));
    // Taps renew the rest of the page; the words beside them stay as they were when it was drawn.
    const entry = window.dermyo.entryOf(action, words, "What you typed", Number(body.get("seen_revision")));
    const state = await window.dermyo.who();
    if (state) return notSaved(form, state);
    const { became, text, revision } = await window.dermyo.post(entry);
    const field = form.querySelector("textarea");
    // What was typed while this was on its way is not saved by it.
    if (field.value === body.get(field.name)) typed.delete(form);
    tell("words");
    if (became === "saved") return saved(form, text, revision);
    if (became === "conflict") return choose(form, action, entry, text);
    if (became === "refused") return refused(form, text);
    notSaved(form, became === "signed-out" ? became : "offline");
  }

  /* The assessment is made of everything: it comes as a page, not in pieces. */
  async function saved(form, text, revision) {
    if (!text) return location.reload();
    form.elements.seen_revision.value = revision;
    await window.dermyo.swap(text);
  }

  async function choose(form, action, entry, text) {
    const found = window.dermyo.readConflict(text);
    const choice = await window.dermyo.choose("what you typed", found);
    if (choice === "theirs") return location.reload();
    if (!choice) return notSaved(form, "offline");
    const { became, text: answer, revision } = await window.dermyo.post({ ...entry, seen: found.revision });
    if (became === "saved") await saved(form, answer, revision);
    else notSaved(form, "offline");
  }

  function refused(form, text) {
    typed.add(form);
    tell("words", page.element("p", `Not saved: ${window.dermyo.wordsOf(text)} ${STAYS}.`));
  }

  /* A plain form leaves the page: first see that there is a server to take it. */
  async function check(event) {
    const { target: form, submitter } = event;
    if (form.method !== "post" || form.hasAttribute("hx-post") || submitter?.hasAttribute("hx-post")) return;
    if (!page.exam || checked.delete(form)) return;
    event.preventDefault();
    const state = await window.dermyo.who();
    if (state) return notSaved(form, state);
    // Another window may have added some.
    await queue.refresh();
    if (form.action.endsWith("/sign") && queue.of(page.account).some((entry) => entry.exam === page.exam)) return wait();
    checked.add(form);
    form.requestSubmit(submitter);
  }

  function wait() {
    tell("words", page.element("p", "Not signed: answers of this examination still wait on this tablet, or were not saved."));
    window.dermyo.send();
  }

  document.addEventListener("input", ({ target }) => {
    if (target.matches("textarea")) typed.add(target.form);
  });

  document.addEventListener(
    "submit",
    (event) => {
      const form = event.target;
      if (!typed.delete(form) && typed.size && !form.hasAttribute("hx-post")) stop(event, () => form.requestSubmit());
      else check(event);
    },
    true,
  );

  document.addEventListener(
    "click",
    (event) => {
      const link = event.target.closest("a[href]");
      if (!link || !typed.size || link.getAttribute("href").startsWith("#") || link.target) return;
      stop(event, () => location.assign(link.href));
    },
    true,
  );

  window.addEventListener("beforeunload", (event) => {
    if (typed.size) event.preventDefault();
  });

  window.dermyo.words = { save, typed: () => typed.size > 0 };
})();
