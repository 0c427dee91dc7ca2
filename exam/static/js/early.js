// @ts-check
/* The first script, and no module, so that it is there before the page is seen, and before its first button: a tap that
comes before the others are ready is noted and made again then. As plain forms, of several taps at once only the last
would arrive. And it hides what is locked or was left; makes what a fold holds: until it is opened that is text, so that
a page has fewer elements; and loads the others later on a page that is read, and may be sent, before it needs them,
with the style sheet of the page that follows. */

(() => {
  const lock = /** @type {HTMLMetaElement | null} */ (document.querySelector("meta[name=dermyo-lock]"));

  /** A copy, or a page from the browser's memory, may be one that was locked: it is hidden before it is seen. */
  function lockIfDue(isShownAgain = false) {
    const { opening = "", locked } = lock?.dataset ?? { locked: "" };
    try {
      const last = localStorage.getItem("dermyo-locked");
      const isOld = Date.now() - Number(localStorage.getItem("dermyo-used")) >= Number(lock?.content) * 60_000;
      const isDue = opening && !isShownAgain ? opening === last : last || isOld;
      if (locked === undefined && isDue) document.documentElement.dataset.locked = "";
    } catch {
      // A browser that keeps nothing.
    }
  }

  lockIfDue();
  window.addEventListener("pageshow", ({ persisted }) => persisted && lockIfDue(true));
})();

/* A browser may keep a page that is left, and show it again at once: it is hidden as it is left, and asks whether it
may be shown. So does a copy of whoever is not signed in any more. */
(() => {
  const SIGNED_IN = "dermyo-signed-in"; // whose page came from the server last; also read by lock/left.js
  const { dataset, classList } = document.documentElement;
  const meta = /** @type {HTMLMetaElement | null} */ (document.querySelector("meta[name=dermyo-account]"));
  const account = meta?.content ?? "";
  // A page that loads its other scripts later is for those who have not signed in, or whose tablet is locked.
  const isFront = document.currentScript?.dataset.script && !document.querySelector("meta[name=dermyo-lock]");
  try {
    if (classList.contains("has-copy") && localStorage.getItem(SIGNED_IN) !== account) dataset.left = "";
    else if (isFront) localStorage.removeItem(SIGNED_IN);
    else if (account && !account.startsWith("training-")) localStorage.setItem(SIGNED_IN, account);
  } catch {
    // A browser that keeps nothing.
  }
  if (!account) return;

  function ask(isKept = false) {
    if (!("left" in dataset) || document.visibilityState !== "visible") return;
    const isNotHeard = document.dispatchEvent(new Event("dermyo:again", { cancelable: true }));
    // The other scripts did not load: then the server shows it anew, to whoever is signed in.
    if (isNotHeard && isKept) location.reload();
  }

  window.addEventListener("pagehide", () => {
    dataset.left = "";
  });
  window.addEventListener("pageshow", ({ persisted }) => ask(persisted));
  document.addEventListener("visibilitychange", () => ask());
})();

(() => {
  /** @type {(() => void)[]} */
  const noted = [];

  /** @param {SubmitEvent} event */
  function note(event) {
    const form = /** @type {HTMLFormElement} */ (event.target);
    const submitter = event.submitter;
    if (!form.hasAttribute("hx-post") && !submitter?.hasAttribute("hx-post")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    noted.push(() => (submitter ? submitter.click() : form.requestSubmit()));
  }

  function repeat(most = noted.length) {
    document.removeEventListener("submit", note, true);
    for (const again of noted.splice(0).slice(0, most)) again();
  }

  document.addEventListener("submit", note, true);
  document.addEventListener("dermyo:ready", () => repeat());
  // If the others never load, the page works with plain forms, one at a time.
  window.addEventListener("load", () => repeat(1));
})();

(() => {
  /** Without scripts the content of a noscript stands in the page; an answer to a tap has a template instead. */
  /** @param {HTMLDetailsElement} fold */
  function unfold(fold) {
    const kept = fold.querySelector(":scope > noscript, :scope > template");
    if (!kept) return;
    const template = kept instanceof HTMLTemplateElement ? kept : document.createElement("template");
    if (kept !== template) template.innerHTML = kept.firstElementChild ? kept.innerHTML : kept.textContent;
    kept.replaceWith(template.content);
  }

  /** On the row of a test, what is open in it: style sheets look at rows after every tap. @param {Element} fold */
  function markRow(fold, isOpen = /** @type {HTMLDetailsElement} */ (fold).open) {
    const row = fold.closest(".row");
    const [how, ...mores] = row?.querySelectorAll(".how, .more") ?? [];
    const opened = [how, ...mores].map((one) => (one === fold ? isOpen : one?.hasAttribute("open")));
    const number = opened.slice(1).filter(Boolean).length;
    row?.classList.toggle("is-open", opened[0]);
    row?.classList.toggle("one-open", number === 1);
    row?.classList.toggle("both-open", number > 1);
  }

  // By a tap it is there before the fold is painted; by a script or a search within the page, right after.
  document.addEventListener(
    "click",
    ({ target }) => {
      const fold = target instanceof Element && target.closest("summary")?.parentElement;
      if (!(fold instanceof HTMLDetailsElement)) return;
      unfold(fold);
      markRow(fold, !fold.open);
    },
    true,
  );
  document.addEventListener(
    "toggle",
    ({ target }) => {
      if (!(target instanceof HTMLDetailsElement)) return;
      unfold(target);
      markRow(target);
    },
    true,
  );
})();

(() => {
  const LATEST = 2000; // milliseconds after the page, for one that is not painted: it may be in the background
  const { script, modules, sheet } = document.currentScript?.dataset ?? {};
  if (!script || !modules) return;
  const [main = "", ...imported] = modules.split(" ");
  let isLoading = false;

  function load() {
    if (isLoading) return;
    isLoading = true;
    const links = imported.map((href) => Object.assign(document.createElement("link"), { rel: "modulepreload", href }));
    document.head.append(Object.assign(document.createElement("script"), { src: script }), ...links);
    import(main).catch(() => {});
    // Not by a link: not every browser knows one that only keeps a file for the next page. The page that is shown
    // without a connection needs it as well: copies.js stores what was fetched here.
    if (sheet) fetch(sheet, { priority: "low" }).catch(() => {});
  }

  window.addEventListener("load", () => setTimeout(load, LATEST));
  new PerformanceObserver(load).observe({ type: "paint", buffered: true });
})();
