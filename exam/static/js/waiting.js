/* Shows what waits: in its cell by a sign and a word, never as saved; how many in the save state, which is always in
view; and in #unsaved what needs the clinician: to sign in, to choose, to know that something was refused. */

(() => {
  "use strict";
  const { page, queue } = window.dermyo;
  const { find, element, button } = page;
  // What is heard; waiting.css has the sign and the word that are seen.
  const SAID = { sending: ", being sent", waiting: ", waiting to be sent", clearing: ", to be cleared, waiting to be sent" };
  const ON_OR_OFF = /^[+-]/;

  const answerOf = (button) => button.dataset.answer ?? button.value;

  /* Which part of a path an answer is about: one site of a list, the tens of an age, or all of it. */
  function partOf(value) {
    return ON_OR_OFF.test(value) ? value.slice(1) : value.split(":")[0];
  }

  function aboutTheSame(path, one, other) {
    if (one === "" || other === "") return true;
    const inParts = path.includes("_sites.") || path === "patient.age";
    return !inParts || partOf(one) === partOf(other);
  }

  /* The last answer that waits for what this button is about, and its value; nothing when none does. */
  function waitingFor(button) {
    for (const entry of mine().reverse()) {
      // The whole of every step has the same name, "".
      if (button.name === "group" && entry.step !== page.step) continue;
      const found = entry.fields.find(([path, value]) => path === button.name && aboutTheSame(path, value, answerOf(button)));
      if (found) return { entry, value: found[1] };
    }
    return null;
  }

  const mine = () => queue.waiting(page.account).filter((entry) => entry.exam === page.exam);

  /* What a tap on a button says now: on an answer that waits, the opposite; while it is on its way, nothing new. */
  function meant(button) {
    const waiting = waitingFor(button);
    if (!waiting) return button.value;
    const answer = answerOf(button);
    if (waiting.value !== answer) return answer;
    if (button.dataset.waits === "sending" || button.name === "group") return null;
    return answer.startsWith("+") ? `-${answer.slice(1)}` : "";
  }

  function stateOf(button) {
    const waiting = waitingFor(button);
    if (!waiting) return "";
    const late = window.dermyo.state() ? "waiting" : "sending";
    if (waiting.value === answerOf(button)) return late;
    const clears = waiting.value === "" || waiting.value.startsWith("-");
    return clears && button.getAttribute("aria-pressed") === "true" ? (late === "waiting" ? "clearing" : late) : "";
  }

  /* A button's label without what is said of waiting. */
  function labelOf(marked) {
    const label = marked.getAttribute("aria-label") || "";
    const said = SAID[marked.dataset.waits];
    return label.endsWith(said) ? label.slice(0, -said.length) : label;
  }

  function unmark(marked) {
    if (marked.hasAttribute("aria-label")) marked.setAttribute("aria-label", labelOf(marked));
    delete marked.dataset.waits;
  }

  function mark(marked, state) {
    marked.dataset.waits = state;
    const label = marked.getAttribute("aria-label");
    if (label) marked.setAttribute("aria-label", label + SAID[state]);
    const opener = marked.closest(".more-answers")?.parentElement.querySelector("summary");
    if (opener && !opener.dataset.waits) mark(opener, state);
  }

  function markAll() {
    for (const marked of document.querySelectorAll("[data-waits]")) unmark(marked);
    const named = mine().flatMap((entry) => entry.fields.map(([path]) => path));
    for (const one of document.querySelectorAll("main button[name], main .more-row input[name]")) {
      const state = named.includes(one.name) ? stateOf(one) : "";
      if (state && one.localName === "button") mark(one, state);
      else if (state) markTyped(one, state);
    }
    const undo = find("undo");
    if (undo && mine().length) undo.disabled = false;
  }

  /* A typed measurement may have no button; then what opens its field bears the mark. */
  function markTyped(field, state) {
    const opener = field.closest(".more").querySelector("summary");
    if (!opener.dataset.waits) mark(opener, state);
  }

  function say(words, mood) {
    const state = find("save-state");
    if (!state || (!words && !("ours" in state.dataset))) return;
    state.textContent = words || "Saved";
    state.className = `save-state${mood ? ` is-${mood}` : ""}`;
    if (words) state.dataset.ours = "";
    else delete state.dataset.ours;
  }

  function sayState() {
    const number = queue.waiting(page.account).length;
    const refused = queue.of(page.account).filter((entry) => entry.aside).length;
    const words = `${page.counted(number)} waiting`;
    const state = window.dermyo.state();
    if (number && state === "signed-out") say(`${words}: sign in to send them`, "waiting");
    else if (number && state) say(words, "waiting");
    else if (number) say("Saving", "saving");
    else if (refused) say(`${page.counted(refused)} not saved`, "unsaved");
    else if (page.isCopy) say("Offline", "waiting");
    else say("");
  }

  function box() {
    return find("unsaved") || document.querySelector("main").insertAdjacentElement("afterbegin", unsavedBox());
  }

  function unsavedBox() {
    const made = element("div", "", { id: "unsaved", className: "unsaved" });
    made.setAttribute("role", "alert");
    return made;
  }

  /* Says something in #unsaved, under a name by which it can be said otherwise or taken away. */
  function tell(subject, ...nodes) {
    const said = document.querySelector(`#unsaved > [data-subject="${subject}"]`);
    if (!nodes.length && !said) return;
    const part = element("div", "");
    part.dataset.subject = subject;
    part.append(...nodes);
    if (said?.textContent === part.textContent) return;
    window.dermyo.inPlace(() => {
      if (!nodes.length) said.remove();
      else if (said) said.replaceWith(part);
      else box().append(part);
    });
  }

  function tellRefused() {
    const refused = queue.of(page.account).filter((entry) => entry.aside);
    const lines = refused.map((entry) => element("p", `${page.whereIs(entry)}Not saved: ${entry.name}. ${entry.aside}`));
    if (lines.length) lines.push(button("I have seen it", () => queue.remove(refused).then(show)));
    tell("refused", ...lines);
  }

  function tellSignedOut() {
    const number = page.counted(queue.waiting(page.account).length);
    if (window.dermyo.state() !== "signed-out" || (!page.isCopy && number.startsWith("0"))) return tell("signed-out");
    const here = encodeURIComponent(location.pathname + location.hash);
    const link = element("a", "Sign in", { className: "button", href: `/account/sign-in?next=${here}` });
    tell("signed-out", element("p", `You are signed out. ${number} waiting: sign in to send them.`), link);
  }

  function tellOthers() {
    const number = queue.others(page.account).length;
    if (page.exam || !number) return tell("others");
    const verb = number === 1 ? "waits" : "wait";
    const whose = page.account ? `of a colleague ${verb}` : verb;
    const when = page.account ? "They are kept, and sent when that colleague signs in" : "They are sent when whoever gave them signs in";
    tell("others", element("p", `${page.counted(number)} ${whose} on this tablet. ${when}.`));
  }

  function tellOtherAccount() {
    const other = window.dermyo.state() === "other-account";
    const words = "Someone else is signed in in this browser now. What waits here is kept, and sent when you sign in again.";
    tell("other-account", ...(other ? [element("p", words)] : []));
  }

  function tellCount() {
    const number = queue.waiting(page.account).length;
    if (page.exam || !page.account || !number || !window.dermyo.state()) return tell("count");
    tell("count", element("p", `${page.counted(number)} waiting to be sent.`));
  }

  function show() {
    markAll();
    sayState();
    for (const part of [tellRefused, tellSignedOut, tellOthers, tellOtherAccount, tellCount]) part();
    document.documentElement.toggleAttribute("data-waiting", mine().length > 0 && Boolean(window.dermyo.state()));
  }

  Object.assign(window.dermyo, { show, meant, labelOf, tell });
})();
