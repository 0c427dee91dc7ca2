// @ts-check
/* The pieces of a page that a reply brings. Most differ from those of the page in a few words and attributes: those are
   put into the page here, node by node. What is built otherwise is left to htmx, which looks for the place of each
   node, and takes four times as long. */

/* What a fold keeps until it is opened (rows/_kept.html) is of its place and no answer's. */
const KEPT = new Set(["NOSCRIPT", "TEMPLATE"]);
// They hold what is typed or chosen, apart from their attributes.
const FIELDS = new Set(["INPUT", "TEXTAREA", "SELECT"]);
// Set by htmx on what it has made ready.
const READY = "data-htmx-powered";

/** @param {Node} node @returns {node is Element} */
const isElement = (node) => node.nodeType === Node.ELEMENT_NODE;

/** @param {Element} old @param {Element} fresh */
const isSameElement = (old, fresh) =>
  old.id === fresh.id && old.getAttribute("hx-post") === fresh.getAttribute("hx-post") && !FIELDS.has(fresh.nodeName);

/** @param {Node} old @param {Node} fresh @returns {boolean} */
function isAlike(old, fresh) {
  if (KEPT.has(old.nodeName) && KEPT.has(fresh.nodeName)) return true;
  if (old.nodeName !== fresh.nodeName) return false;
  if (!isElement(old) || !isElement(fresh)) return true;
  if (old.isEqualNode(fresh)) return true;
  if (!isSameElement(old, fresh) || old.childNodes.length !== fresh.childNodes.length) return false;
  let [one, other] = [old.firstChild, fresh.firstChild];
  for (; one && other && isAlike(one, other); one = one.nextSibling) other = other.nextSibling;
  return !one;
}

/** @param {Element} old @param {Element} fresh */
function takeAttributes(old, fresh) {
  for (const { name, value } of fresh.attributes) {
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
  for (const name of old.getAttributeNames()) {
    if (name !== READY && !fresh.hasAttribute(name)) old.removeAttribute(name);
  }
}

/** @param {Node} old @param {Node} fresh */
function take(old, fresh) {
  if (KEPT.has(old.nodeName)) return;
  if (!isElement(old) || !isElement(fresh)) {
    if (old.nodeValue !== fresh.nodeValue) old.nodeValue = fresh.nodeValue;
    return;
  }
  if (old.isEqualNode(fresh)) return;
  takeAttributes(old, fresh);
  let [one, other] = [old.firstChild, fresh.firstChild];
  for (; one && other; one = one.nextSibling) {
    take(one, other);
    other = other.nextSibling;
  }
}

/**
 * Makes a piece of the page like that of a reply, where both are built alike.
 *
 * @param {Element} old
 * @param {Element} fresh
 * @returns {boolean} whether it did
 */
export function renew(old, fresh) {
  if (!isAlike(old, fresh)) return false;
  take(old, fresh);
  return true;
}
