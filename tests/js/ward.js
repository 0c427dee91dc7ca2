import { Sending } from "../../exam/static/js/queue/sending.js";
import { Queue } from "../../exam/static/js/queue/store.js";
import { EXAM, entry } from "./samples.js";

export const NOTICE = '<div class="notice-error">Not accepted.</div>';
export const saved = (given = {}) => ({ became: "saved", text: "<p>", to: null, revision: 2, ...given });
export const became = (how, text = NOTICE) => ({ became: how, text, to: null, revision: 0 });

/**
 * Sending with everything around it made up. `replies` are the server's to what is posted, in that order; `problems`
 * those to who is signed in. What happens on the page is noted in `happened`.
 */
export function ward({
  entries = [],
  replies = [],
  problems = [],
  changes = [],
  page = {},
  behind = false,
  typing = false,
  library = Promise.reject(new Error("Not in a test.")),
  windows = undefined,
  alone = (act) => act(),
} = {}) {
  const happened = [];
  const posted = [];
  const note =
    (what) =>
    (...given) =>
      void happened.push([what, ...given]);
  const queue = new Queue(library, windows);
  const server = {
    problem: async () => problems.shift() ?? "",
    post: async (one) => {
      posted.push(one);
      const reply = replies.shift() ?? saved();
      return typeof reply === "function" ? reply(one) : reply;
    },
    changesSince: async (...asked) => {
      happened.push(["changesSince", ...asked]);
      return changes.shift();
    },
  };
  const screen = {
    show: () => {},
    swap: async (text, one) => void happened.push(["swap", text, one?.id]),
    wordsOf: (text) => text.replace(/<.*?>/g, ""),
    goTo: note("goTo"),
    reload: note("reload"),
    isTyping: () => typing,
  };
  const browser = {
    alone,
    later: note("later"),
    noteSaved: note("noteSaved"),
    savedJustNow: () => behind,
  };
  const conflict = { raise: async (one, text) => void happened.push(["raise", one.id, text]), isOver: note("isOver") };
  const place = { account: "1", exam: EXAM, step: "strength", isCopy: false, token: "t", revision: () => 1, ...page };
  const sending = new Sending({ queue, server, page: place, screen, browser, conflict });
  const start = async () => {
    await queue.ready;
    for (const one of entries) await queue.add(one);
    await sending.send();
  };
  const whats = () => happened.map(([what]) => what).filter((what) => what !== "noteSaved");
  return { queue, sending, posted, happened, start, whats, left: () => queue.all().map(({ id }) => id) };
}

export const [a, b] = [entry({ id: "a" }), entry({ id: "b" })];
