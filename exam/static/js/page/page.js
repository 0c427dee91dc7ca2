// @ts-check
/* What the scripts read from the page: who is signed in, which examination and step it shows, and its revision. */

import { find } from "./elements.js";

const [, exam = "", step = ""] =
  /^\/exams\/([0-9a-f]{32}|training[0-9a-f]{24})\/([a-z-]+)$/.exec(location.pathname) ?? [];
const copiedAt = /** @type {HTMLTimeElement | null} */ (find("copied-at"));

function tokenOfPage() {
  const headers = document.body.getAttribute("hx-headers:inherited");
  return copiedAt || !headers ? "" : JSON.parse(headers)["X-CSRFToken"];
}

let token = tokenOfPage();

export const page = {
  account: /** @type {HTMLMetaElement | null} */ (document.querySelector("meta[name=dermyo-account]"))?.content ?? "",
  exam,
  step,
  isCopy: copiedAt !== null,
  /** The server cannot reach its database, and so cannot say who is signed in. */
  isOutOfReach: document.querySelector("[data-out-of-reach]") !== null,
  /** An examination that was erased, as the page says that was led to instead. */
  erased: /** @type {HTMLElement | null} */ (document.querySelector("[data-erased]"))?.dataset.erased ?? "",
  revision: () => Number(find("save-state")?.dataset.revision ?? 0),

  /** The token for everything that is sent; "" on a copy, which requests one. @returns {string} */
  get token() {
    return token;
  },

  set token(fresh) {
    token = fresh;
    for (const field of document.querySelectorAll("input[name=csrf_token]")) {
      /** @type {HTMLInputElement} */ (field).value = fresh;
    }
  },
};

/* The server cannot know the tablet's time zone. */
if (copiedAt) {
  const at = new Date(copiedAt.dateTime);
  const { lang } = document.documentElement;
  const isToday = at.toDateString() === new Date().toDateString();
  /** @type {Intl.DateTimeFormatOptions} */
  const day = isToday ? {} : { weekday: "long", day: "numeric", month: "long" };
  copiedAt.textContent = at.toLocaleString(lang === "en" ? "en-GB" : lang, {
    ...day,
    hour: "2-digit",
    minute: "2-digit",
  });
}
