/* The leg chart is a second way to the buttons of the list: a tap on an area taps them, so that saving, waiting and undo
are the same, and what the chart shows is read off the list. */

(() => {
  "use strict";
  const pad = document.getElementById("leg-chart");
  const list = document.getElementById("answers");
  if (!pad || !list) return;

  const brush = { look: "light_touch", grade: "1", told: "pain", view: "front" };
  const LISTS = { pain: "pain_sites", tingling: "paraesthesia_sites" };
  const LETTERS = { absent: "X", altered: "A", normal: "N", not_tested: "NT", not_examined: "" };
  const LEVELS = { "is-severe": "absent", "is-mild": "altered", "is-normal": "normal", "is-not_tested": "not_tested" };

  const button = (name, rest) => list.querySelector(`button[name="${name}"]${rest}`);
  const finding = ({ name, part }, look) => `findings.${look}.${name}.${part}`;

  /* What stands in the list */

  function felt(area, look) {
    const chosen = button(finding(area, look), '[aria-pressed="true"]');
    const level = chosen && Object.keys(LEVELS).find((one) => chosen.classList.contains(one));
    return LEVELS[level] || "not_examined";
  }

  function worst(area) {
    const looks = [felt(area, "light_touch"), felt(area, "pinprick")];
    return Object.keys(LETTERS).find((state) => looks.includes(state));
  }

  function told({ name, part }) {
    const holds = (kind) => button(`presentation.${LISTS[kind]}.${part}`, `[value="-${name}"]`);
    return Object.keys(LISTS).filter(holds).join(" ");
  }

  const isSites = pad.dataset.kind === "sites";
  const asked = (area) => isSites || button(finding(area, "light_touch"), "");

  function draw() {
    for (const one of pad.querySelectorAll("[data-name]")) {
      if (!asked(one.dataset)) continue;
      const state = isSites ? told(one.dataset) : worst(one.dataset);
      one.dataset.state = state;
      one.classList.remove("is-tapped");
      const fill = !state || state === "not_examined" ? "transparent" : `url(#leg-${state.replace(" ", "-")})`;
      one.querySelector("a > path")?.setAttribute("fill", fill);
      for (const look of one.querySelectorAll("[data-look]")) {
        look.dataset.state = felt(one.dataset, look.dataset.look);
        look.querySelector("text").textContent = LETTERS[look.dataset.state];
      }
    }
  }

  /* A tap */

  function buttonsOfGrade(area) {
    const looks = brush.look === "both" ? ["light_touch", "pinprick"] : [brush.look];
    const chosen = looks.map((look) => button(finding(area, look), '[aria-pressed="true"]')).filter(Boolean);
    if (brush.grade === "clear") return chosen;
    const rest = looks.map((look) => button(finding(area, look), `[value="${brush.grade}"]`)).filter(Boolean);
    // With nothing left to grade so, the same tap takes the grade back.
    return rest.length ? rest : chosen;
  }

  function buttonOfSite({ name, part }) {
    const path = `presentation.${LISTS[brush.told]}.${part}`;
    return [button(path, `[value="+${name}"]`) || button(path, `[value="-${name}"]`)];
  }

  pad.addEventListener("click", (event) => {
    const choice = event.target.closest("[data-brush]");
    if (choice) return choose(choice);
    const area = event.target.closest(".leg-area");
    // An area that this step does not ask for leads to the step that does.
    if (!area || !asked(area.dataset)) return;
    event.preventDefault();
    area.classList.add("is-tapped");
    for (const one of isSites ? buttonOfSite(area.dataset) : buttonsOfGrade(area.dataset)) one.click();
  });

  function choose(choice) {
    const { brush: name, value } = choice.dataset;
    brush[name] = value;
    for (const one of pad.querySelectorAll(`[data-brush="${name}"]`)) {
      one.setAttribute("aria-pressed", String(one === choice));
    }
    if (name === "view") pad.querySelector(".leg-views").dataset.view = value;
  }

  /* The list changes by answers of its own, by undo and by what another tablet entered. */
  new MutationObserver(draw).observe(list, { subtree: true, childList: true, attributeFilter: ["aria-pressed", "value"] });
  document.addEventListener("htmx:finally:request", draw);

  pad.classList.add("has-script");
  pad.querySelector(".leg-brushes")?.removeAttribute("hidden");
  if (matchMedia("(min-width: 66rem)").matches) pad.open = true;
})();
