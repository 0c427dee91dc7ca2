"""What the sheet in a front page lacks of the one that other pages have."""

# Rules of screen.css that apply to an element of the page, in whatever state it may be and on whatever screen, and all
# rules of the page; both as text, behind the conditions around them. A rule that only sets or declares variables that
# no rule of the page uses does nothing there.
RULES = r"""async () => {
  const STATES = "hover|active|focus|focus-visible|focus-within|disabled|enabled|checked|empty|open|target";
  const state = new RegExp(`:not\\(:(${STATES})\\)|::[\\w-]+|:(${STATES})(?![\\w-])`, "g");
  const applies = ({ selectorText }) => document.querySelector(selectorText.replace(state, ":is(*)")) !== null;
  const flat = (rules, around = "") => [...rules].flatMap((rule) =>
    rule instanceof CSSMediaRule || rule instanceof CSSSupportsRule
      ? flat(rule.cssRules, `${around}${rule.conditionText}: `)
      : [{ rule, text: around + rule.cssText }]);
  const own = [...document.styleSheets].flatMap((sheet) => flat(sheet.cssRules));
  const isUsed = (name) => !name.startsWith("--") || own.some(({ text }) => text.includes(`var(${name}`));
  const isNeeded = ({ rule }) => {
    if (rule instanceof CSSPropertyRule) return isUsed(rule.name);
    return rule instanceof CSSStyleRule ? applies(rule) && [...rule.style].some(isUsed) : true;
  };
  const screen = new CSSStyleSheet();
  await screen.replace(await (await fetch(document.querySelector("[data-sheet]").dataset.sheet)).text());
  const texts = (found) => found.map(({ text }) => text);
  return [texts(flat(screen.cssRules).filter(isNeeded)), texts(own)];
}"""
# As the scripts say that answers are kept on the tablet.
NOTIFIES = """async () => {
  const modules = document.querySelector("[data-modules]").dataset.modules.split(" ");
  const { notify } = await import(modules.find((address) => address.endsWith("/notices.js")));
  const button = Object.assign(document.createElement("button"), { className: "button" });
  notify("others", Object.assign(document.createElement("p"), { textContent: "Kept." }), button);
}"""


def lacking(page):
    """The rules that are missing; those that are there, if they are in another order."""
    page.evaluate(NOTIFIES)
    needed, own = page.evaluate(RULES)
    assert len(needed) > 60
    there = [rule for rule in own if rule in needed]
    return [] if there == needed else [rule for rule in needed if rule not in own] or there
