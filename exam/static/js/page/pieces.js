// @ts-check
/* The pieces of a page that a reply brings. Most differ from those of the page in a few words and attributes: those are
   put into the page here, node by node. What is built otherwise is left to htmx, which looks for the place of each
   node, and takes four times as long. */

/* What a fold keeps until it is opened (rows/_kept.html) is of its place and no answer's. */
const KEPT = new Set(["NOSCRIPT", "TEMPLATE"]);
// They hold what is typed or chosen, apart from their attributes.
const FIELDS = new Set(["INPUT", "TEXTAREA", "SELECT"]);
// What tells htmx where a piece belongs, and what it sets on what it has made ready.
const PLACE = "hx-swap-oob";
const READY = "data-htmx-powered";

/** @param {Element} old @param {Element} fresh */
const isSameElement = (old, fresh) =>
  old.id === fresh.id && old.getAttribute("hx-post") === fresh.getAttribute("hx-post") && !FIELDS.has(fresh.nodeName);

/** @param {Element} old @param {Element} fresh */
function takeAttributes(old, fresh) {
  for (const { name, value } of fresh.attributes) {
    if (name !== PLACE && old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
  for (const name of old.getAttributeNames()) {
    if (name !== READY && !fresh.hasAttribute(name)) old.removeAttribute(name);
  }
}

/**
 * Whether two nodes are built alike; what makes the old one like the other is added to the changes.
 *
 * @param {Node} old @param {Node | undefined} fresh @param {(() => void)[]} changes
 * @returns {boolean}
 */
function compare(old, fresh, changes) {
  if (KEPT.has(old.nodeName) && fresh && KEPT.has(fresh.nodeName)) return true;
  if (old.nodeName !== fresh?.nodeName) return false;
  if (old.isEqualNode(fresh)) return true;
  if (!(old instanceof Element && fresh instanceof Element)) {
    changes.push(() => {
      old.nodeValue = fresh.nodeValue;
    });
    return true;
  }
  if (!isSameElement(old, fresh) || old.childNodes.length !== fresh.childNodes.length) return false;
  changes.push(() => takeAttributes(old, fresh));
  return [...old.childNodes].every((one, at) => compare(one, fresh.childNodes[at], changes));
}

/**
 * Makes a piece of the page like that of a reply, where both are built alike.
 *
 * @param {Element | null} old null where the page has none
 * @param {Element} fresh
 * @returns {boolean} whether it did
 */
export function renew(old, fresh) {
  /** @type {(() => void)[]} */
  const changes = [];
  if (!old || fresh.getAttribute(PLACE) !== "outerMorph" || !compare(old, fresh, changes)) return false;
  for (const change of changes) change();
  return true;
}
