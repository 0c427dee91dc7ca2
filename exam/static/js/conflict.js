/* The same was answered on another screen since this one saw it: the clinician sees both and chooses. Until then what
waits behind it waits too, so that nothing changes its order. */

(() => {
  "use strict";
  const { page, queue } = window.dermyo;
  let asking = false;

  /* Later answers to the same, which stand or fall with it; the last of them is what this screen says. */
  function alike(entry) {
    const paths = new Set(entry.fields.map(([path]) => path));
    const same = (other) => other.exam === entry.exam && other.fields.some(([path]) => paths.has(path));
    return queue.waiting(page.account).filter((other) => same(other) && !queue.isUndo(other));
  }

  function read(text) {
    const held = document.createElement("template");
    held.innerHTML = text;
    const notice = held.content.querySelector("[data-conflict]");
    return {
      title: notice.querySelector("strong").textContent.replace(/\.$/, ""),
      there: notice.querySelector(".there").textContent,
      revision: Number(notice.dataset.conflict),
    };
  }

  /* What this screen says by the last of them; an age is said in two. */
  function saidHere(same) {
    const part = ([[path, value]]) => (path === "patient.age" ? value.split(":")[0] : path);
    return [...new Map(same.map(({ fields, name }) => [part(fields), name])).values()].join("; ");
  }

  /* "mine", "theirs", or nothing when the choice was put off. */
  function choose(name, { title, there }) {
    const lines = [`On the other screen: ${there}`, `Here: ${name}`];
    return page.ask(title, lines, [["theirs", `Keep the other: ${there}`], ["mine", "Keep what I tapped here"]]);
  }

  async function conflict(entry, text) {
    if (asking) return;
    const found = read(text);
    if (entry.exam !== page.exam) return leadThere(entry, found.title);
    asking = true;
    const same = alike(entry);
    const choice = await choose(saidHere(same) || entry.name, found).finally(() => (asking = false));
    if (!choice) return putOff(entry, text, found.title);
    window.dermyo.tell("conflict");
    if (choice === "mine") await queue.amend(same, { seen: found.revision });
    else await queue.remove(same);
    await window.dermyo.catchUp();
    await window.dermyo.send();
  }

  /* Nobody should choose for a patient who is not on the page. */
  function leadThere(entry, title) {
    const link = { className: "button", href: `/exams/${entry.exam}/${entry.step}` };
    const words = `${page.whereIs(entry)}${title}. What waits goes on when you have chosen there.`;
    window.dermyo.tell("conflict", page.element("p", words), page.element("a", "Open that examination", link));
  }

  function putOff(entry, text, title) {
    const again = page.button("Choose", () => conflict(entry, text));
    window.dermyo.tell("conflict", page.element("p", `${title}. What you tapped waits until you choose.`), again);
  }

  Object.assign(window.dermyo, { conflict, choose, readConflict: read });
})();
