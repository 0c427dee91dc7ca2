/* What was tapped and is not yet known to be saved, in the order of the taps, kept in the browser until it is.

One entry: id (browser-answer), account, exam, step, action, fields (pairs of path and value), name (what the button is
called), seen (the revision on the screen), at (when), tried (it may have arrived), of (an undo: what it takes back),
aside (why it was refused). No reference of a patient and no typed words: see typed.js. */

(() => {
  "use strict";
  const KEY = "answers";
  // Without the library, as after half a load, the page alone remembers.
  const store = window.idbKeyval?.createStore("dermyo", "queue");
  let list = [];
  let lasting = true;

  const isUndo = (entry) => entry.action.endsWith("/undo");

  /* One change at a time, also between two windows. Where the browser keeps nothing, the page alone remembers. */
  async function change(act) {
    if (lasting) {
      try {
        let changed;
        await idbKeyval.update(KEY, (kept = []) => (changed = act(kept)), store);
        list = changed;
        return;
      } catch {
        lasting = false;
      }
    }
    list = act(list);
  }

  function newId(bytes) {
    const random = crypto.getRandomValues(new Uint8Array(bytes));
    return Array.from(random, (byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  /* The browser's own part of every id, by which the server tells this tablet's answers from another one's. */
  let browser = newId(8);
  async function name() {
    try {
      await idbKeyval.update("browser", (kept = browser) => (browser = kept), store);
    } catch {
      lasting = false;
    }
  }

  const begun = Promise.all([name(), change((kept) => kept)]);

  function withdrawn() {
    return new Set(list.map((entry) => entry.of).filter(Boolean));
  }

  /* Whether an entry is there still, and no undo takes it back. */
  const stands = ({ id }) => list.some((entry) => entry.id === id) && !withdrawn().has(id);

  function of(account) {
    return list.filter((entry) => entry.account === account);
  }

  /* What someone waits for: neither what was taken back again nor what was refused. */
  function waiting(account) {
    const gone = withdrawn();
    return of(account).filter((entry) => !entry.aside && !entry.of && !gone.has(entry.id));
  }

  function amend(entries, changes) {
    const ids = new Set(entries.map((entry) => entry.id));
    return change((kept) => kept.map((entry) => (ids.has(entry.id) ? { ...entry, ...changes } : entry)));
  }

  const arrived = (entry) => change((kept) => kept.filter((one) => one.id !== entry.id));

  /* Given up: with an answer goes the undo that would take it back. */
  function remove(entries) {
    const ids = new Set(entries.map((entry) => entry.id));
    return change((kept) => kept.filter((entry) => !ids.has(entry.id) && !ids.has(entry.of)));
  }

  /* An undo takes the last answer that waits back, unless that may have arrived: then the server does. */
  function addUndo(undo) {
    return change((kept) => {
      const last = kept.filter((one) => one.exam === undo.exam && one.account === undo.account && !one.aside).at(-1);
      if (!last || isUndo(last)) return [...kept, undo];
      return last.tried ? [...kept, { ...undo, of: last.id }] : kept.filter((one) => one !== last);
    });
  }

  const add = (entry) => (isUndo(entry) ? addUndo(entry) : change((kept) => [...kept, entry]));

  window.addEventListener("beforeunload", (event) => {
    if (!lasting && list.length) event.preventDefault();
  });

  Object.assign(window.dermyo, {
    queue: {
      begun,
      isUndo,
      stands,
      of,
      waiting,
      amend,
      arrived,
      remove,
      add,
      newId: () => `${browser}-${newId(16)}`,
      refresh: () => change((kept) => kept),
      others: (account) => list.filter((entry) => entry.account !== account),
      first: (account) => of(account).find((entry) => !entry.aside),
      all: () => list,
    },
  });
})();
