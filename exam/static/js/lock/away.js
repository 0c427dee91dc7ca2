// @ts-check
/* Shows a page that was left, or what stands in its place while it may not be shown. Loaded after the page. */

import { say } from "../messages.js";
import { button, element, linkButton } from "../page/elements.js";
import { page } from "../page/page.js";
import { Left } from "./left.js";

/** @import { Server } from "../server.js" */

const { dataset } = document.documentElement;

class Away {
  says = element("p", "", { role: "alert" });
  buttons = element("p", "", { className: "buttons" });
  /** @type {HTMLDialogElement | undefined} */
  #dialog;

  /** @param {() => void} tryAgain */
  constructor(tryAgain) {
    const here = encodeURIComponent(location.pathname + location.hash);
    const signIn = linkButton(say("Sign in"), `/account/sign-in?next=${here}`);
    this.buttons.append(button(say("Try again"), tryAgain), signIn);
  }

  #make() {
    const dialog = element("dialog", "", { className: "lock-screen", id: "left-screen" });
    dialog.append(element("h2", say("Page hidden"), { id: "left-title" }), this.says, this.buttons);
    dialog.setAttribute("aria-labelledby", "left-title");
    // Escape closes a dialog, the second time whatever a page says.
    dialog.addEventListener("close", () => "left" in dataset && dialog.showModal());
    document.body.append(dialog);
    return dialog;
  }

  /** @param {string} words @param {boolean} isStaying */
  show(words, isStaying) {
    this.#dialog ??= this.#make();
    this.says.textContent = words;
    this.buttons.hidden = !isStaying;
    if (!this.#dialog.open) this.#dialog.showModal();
  }

  close() {
    delete dataset.left;
    this.#dialog?.close();
  }
}

/** @param {Server} server @param {() => Promise<void>} shown what is done once the page is shown */
export function leftPage(server, shown) {
  /** @type {Left} */
  const left = new Left({
    server,
    account: page.account,
    kept: () => localStorage,
    screen: {
      hide: (words, isStaying) => away.show(words, isStaying),
      show(isLocked) {
        // Before its screen is loaded.
        if (isLocked) dataset.locked = "";
        away.close();
        void shown();
      },
      reload: () => location.reload(),
    },
  });
  const away = new Away(() => void left.tryAgain());
  window.addEventListener("pagehide", left.leave);
  window.addEventListener("online", () => "left" in dataset && left.tryAgain());
  return left;
}
