/* What was tapped is saved, or is said not to be: nothing that failed may look saved.

The server marks every saved answer with the header Dermyo-Revision. An answer without it (no connection, a sign-in
page, a refusal) leaves the cell as it was, and the words "Not saved" stay until it is sent again or given up. */

(() => {
  "use strict";
  const waiting = [];

  const find = (id) => document.getElementById(id);

  function say(words, mood) {
    const state = find("save-state");
    if (!state) return;
    state.textContent = words;
    state.className = "save-state" + (mood ? " is-" + mood : "");
  }

  function newId() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  function buttonOf(ctx) {
    return ctx.request.submitter || ctx.sourceElement;
  }

  function pathOf(ctx) {
    return (buttonOf(ctx).getAttribute("name") || "") + " " + ctx.request.action;
  }

  function named(ctx) {
    const button = buttonOf(ctx);
    return button.getAttribute("aria-label") || button.textContent.trim() || "The last answer";
  }

  function showUnsaved() {
    const box = find("unsaved");
    const words = document.createElement("p");
    const again = document.createElement("button");
    words.textContent = "Not saved: " + waiting.map((one) => one.name).join("; ") + ". The connection failed.";
    again.className = "button";
    again.type = "button";
    again.textContent = "Try again";
    again.addEventListener("click", sendAgain);
    box.replaceChildren(words, again);
    say("Not saved", "unsaved");
  }

  function keep(ctx) {
    waiting.push({ name: named(ctx), path: pathOf(ctx), action: ctx.request.action, body: ctx.request.body });
    showUnsaved();
  }

  async function sendAgain() {
    say("Saving", "saving");
    while (waiting.length) {
      const { name, action, body } = waiting[0];
      let answer;
      try {
        answer = await fetch(action, { method: "POST", body, headers: { "HX-Request": "true" } });
      } catch {
        return showUnsaved();
      }
      if (answer.status >= 500) return showUnsaved();
      waiting.shift();
      if (!answer.headers.has("Dermyo-Revision")) return refuse(name);
    }
    location.reload();
  }

  function refuse(name) {
    find("unsaved").textContent = "Not saved: " + name + ". It was refused. Reload the page to see what stands.";
    say("Not saved", "unsaved");
  }

  /* A later tap on the same cell takes the place of one that is still waiting. */
  function replaceWaiting(path) {
    const rest = waiting.filter((one) => one.path !== path);
    waiting.splice(0, waiting.length, ...rest);
  }

  document.addEventListener("htmx:config:request", ({ detail: { ctx } }) => {
    if (ctx.request.method !== "POST") return;
    ctx.request.body.set("answer_id", newId());
    replaceWaiting(pathOf(ctx));
  });

  document.addEventListener("htmx:before:request", ({ detail: { ctx } }) => {
    // The revision is that of the moment of sending: earlier taps of this page may just have been answered.
    const seen = document.querySelector("[data-revision]");
    if (seen && ctx.request.body.has("seen_revision")) ctx.request.body.set("seen_revision", seen.dataset.revision);
    say("Saving", "saving");
    ctx.request.submitter?.classList.add("is-sending");
  });

  document.addEventListener("htmx:finally:request", ({ detail: { ctx } }) => {
    ctx.request.submitter?.classList.remove("is-sending");
    const answer = ctx.response;
    if (!answer) return keep(ctx);
    if (answer.headers.has("Dermyo-Revision")) {
      if (waiting.length) showUnsaved();
      else find("unsaved").replaceChildren();
    } else if (!answer.headers.has("HX-Redirect")) {
      say("Not saved", "unsaved");
    }
  });

  /* An answer behind the dots closes them; the keyboard stays where they are. */
  document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
    const more = buttonOf(ctx).closest(".more");
    if (more && !more.open) more.querySelector("summary").focus({ preventScroll: true });
  });

  window.addEventListener("beforeunload", (event) => {
    if (waiting.length) event.preventDefault();
  });
})();
