/* Sends what waits, one after another in the order of the taps. Only an answer that carries a revision was saved:
everything else leaves the entry where it is, or puts it aside with the reason, and the rest goes on. */

(() => {
  "use strict";
  const { page, queue } = window.dermyo;
  const PATIENCE = 15000;
  const SOONEST = 2000;
  const LATEST = 5000;
  const MOST_FAILURES = 4;
  const UNREACHABLE = [502, 503, 504];
  const SENT = "dermyo-sent";

  // "", "offline", "signed-out", "other-account" or "conflict".
  let state = "";
  let running = false;
  let again = false;
  let pause = SOONEST;
  let timer;
  // A page may have been drawn while the one before it was still sending.
  let behind = Date.now() - sessionStorage.getItem(SENT) < PATIENCE;

  async function reach(address, how = {}) {
    try {
      const headers = { "HX-Request": "true", ...how.headers };
      const answer = await fetch(address, { ...how, headers, signal: AbortSignal.timeout(PATIENCE) });
      return UNREACHABLE.includes(answer.status) ? null : answer;
    } catch {
      return null;
    }
  }

  /* Who is signed in now, and with it a token for what is sent. "" when all is well. */
  async function who() {
    const answer = await reach("/who");
    if (answer?.status === 401) return "signed-out";
    if (!answer?.ok || !answer.headers.get("Content-Type")?.startsWith("application/json")) return "offline";
    const { account, token } = await answer.json().catch(() => ({}));
    if (!token) return "offline";
    if (account !== page.account) return "other-account";
    page.token = token;
    for (const field of document.querySelectorAll("input[name=csrf_token]")) field.value = token;
    return "";
  }

  /* What became of one entry: "saved", "offline", "signed-out", "conflict", "too-old", "failed" or "refused". */
  async function post(entry) {
    const body = new URLSearchParams(entry.fields);
    body.set("answer_id", entry.id);
    body.set("seen_revision", entry.seen);
    const headers = { "X-CSRFToken": page.token, "Dermyo-Account": entry.account };
    const answer = await reach(entry.action, { method: "POST", body, headers });
    if (!answer) return { became: "offline" };
    const text = await answer.text().catch(() => null);
    const told = { to: answer.headers.get("HX-Redirect"), revision: answer.headers.get("Dermyo-Revision") };
    return { became: named(answer, text), text, ...told };
  }

  function named(answer, text) {
    if (answer.headers.has("Dermyo-Revision")) return "saved";
    if (answer.status === 401) return "signed-out";
    if (answer.status === 500) return "failed";
    // Cut off on its way, or a page of somebody else's, as the sign-in of a network.
    if (!text?.includes("notice-error")) return "offline";
    if (answer.status === 409 && text.includes("data-conflict")) return "conflict";
    return answer.status === 400 ? "too-old" : "refused";
  }

  /* Sends one entry; whether the next may follow. */
  async function step(entry) {
    if (!entry.tried) await queue.amend([entry], { tried: true });
    // Taken back, or given up in another window, in this very moment.
    if (!queue.all().some(({ id }) => id === entry.id)) return true;
    let { became, text, to } = await post(entry);
    if (became === "too-old") {
      state = await who();
      if (state) return false;
      ({ became, text, to } = await post(entry));
    }
    const act = { saved, conflict, failed, "too-old": refused, refused }[became];
    if (act) return act(entry, text, to);
    // The same answer is given to whoever signed in as somebody else.
    state = became === "signed-out" ? (await who()) || became : became;
    return false;
  }

  async function saved(entry, text, to) {
    await queue.arrived(entry);
    sessionStorage.setItem(SENT, Date.now());
    pause = SOONEST;
    if (entry.exam !== page.exam) return true;
    if (to && entry.step === page.step && !queue.first(page.account)) location.assign(to);
    else if (text && entry.step === page.step && !page.isCopy) await window.dermyo.swap(text, entry);
    else behind = true;
    return true;
  }

  async function refused(entry, text) {
    await queue.amend([entry], { aside: window.dermyo.wordsOf(text) });
    await queue.remove(queue.all().filter((other) => other.of === entry.id));
    behind = true;
    return true;
  }

  async function failed(entry, text) {
    const failures = (entry.failures || 0) + 1;
    if (failures >= MOST_FAILURES) return refused(entry, text);
    await queue.amend([entry], { failures });
    state = "offline";
    return false;
  }

  async function conflict(entry, text) {
    if (queue.isUndo(entry)) return refused(entry, text);
    // It never arrived and was taken back here: there is nothing to choose.
    if (!queue.stands(entry)) return givenUp(entry);
    state = "conflict";
    window.dermyo.conflict(entry, text);
    return false;
  }

  async function givenUp(entry) {
    window.dermyo.tell("conflict");
    await queue.remove([entry]);
    behind = true;
    return true;
  }

  async function run() {
    await queue.refresh();
    state = page.token ? "" : await who();
    if (state) return;
    let entry = queue.first(page.account);
    while (entry && (await step(entry))) {
      window.dermyo.show();
      entry = queue.first(page.account);
    }
  }

  /* Only one window of a browser sends at a time, where it can be arranged; twice sent counts once in any case. */
  const alone = (act) => (navigator.locks ? navigator.locks.request("dermyo-sending", act) : act());

  async function send() {
    if (!page.account) return window.dermyo.show();
    again = running;
    if (running) return;
    running = true;
    clearTimeout(timer);
    await queue.begun;
    try {
      await alone(run);
    } catch {
      // Whatever it was, what waits is still there, and is tried again.
      state = "offline";
    }
    running = false;
    if (again) return send();
    await settle();
  }

  async function settle() {
    if (state === "offline") {
      timer = setTimeout(send, pause);
      pause = Math.min(2 * pause, LATEST);
    } else if (!state && page.isCopy) {
      return location.reload();
    } else if (!state && behind) {
      await catchUp();
    }
    window.dermyo.show();
  }

  /* What came from elsewhere since this page was drawn. */
  async function catchUp() {
    if (!page.exam || page.isCopy) return;
    behind = false;
    const answer = await reach(`/exams/${page.exam}/changes?since=${page.revision()}&step=${page.step}`);
    if (!answer?.headers.has("Dermyo-Revision")) return;
    const text = await answer.text().catch(() => null);
    if (text === null) behind = true;
    else if (text) await window.dermyo.swap(text);
    else if (!window.dermyo.words.typed()) location.reload();
  }

  async function look() {
    if (document.visibilityState !== "visible") return;
    pause = SOONEST;
    behind = true;
    await send();
  }

  /* A page that the browser kept and shows again may be somebody else's by now. */
  async function shownAgain({ persisted }) {
    if (!persisted || !page.account) return;
    const found = await who();
    if (found === "signed-out" || found === "other-account") location.reload();
    else await look();
  }

  document.addEventListener("visibilitychange", look);
  window.addEventListener("pageshow", shownAgain);
  window.addEventListener("online", look);

  Object.assign(window.dermyo, { send, who, post, catchUp, state: () => state });
})();
