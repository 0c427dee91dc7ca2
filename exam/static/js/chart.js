/* The leg chart is a second way to the buttons of the list: a tap on an area taps them, so that saving, waiting and undo
are the same, and what the chart shows is read off the list, with what still waits marked as such. */

(() => {
  "use strict";
  const pad = document.getElementById("leg-chart");
  const list = document.getElementById("answers");
  if (!pad || !list) return;

  const brush = { look: "light_touch", grade: "1", told: "pain" };
  const LISTS = { pain: "pain_sites", tingling: "paraesthesia_sites" };
  const LEVELS = { "is-severe": "absent", "is-mild": "altered", "is-normal": "normal", "is-not_tested": "not_tested" };
  // The worst first, as the server has it: only two normal looks make an area normal.
  const LETTERS = { absent: "X", altered: "A", not_tested: "NT", not_examined: "", normal: "N" };

  /* What stands in the list */

  const buttonsOf = (path) => [...list.querySelectorAll(`button[name="${path}"]`)];
  const answerOf = (button) => button.dataset.answer ?? button.value;
  const ofLook = ({ name, part }, look) => buttonsOf(`findings.${look}.${name}.${part}`);

  function ofSite({ name, part }, kind) {
    return buttonsOf(`presentation.${LISTS[kind]}.${part}`).filter((button) => answerOf(button) === `+${name}`);
  }

  /* The button whose answer holds; an answer that waits takes the place of the one that was saved. */
  function chosenOf(buttons) {
    const waiting = buttons.find(({ dataset }) => ["sending", "waiting"].includes(dataset.waits));
    if (waiting || buttons.some(({ dataset }) => dataset.waits)) return waiting;
    return buttons.find((button) => button.getAttribute("aria-pressed") === "true");
  }

  function felt(area, look) {
    const chosen = chosenOf(ofLook(area, look));
    const level = chosen && Object.keys(LEVELS).find((one) => chosen.classList.contains(one));
    return LEVELS[level] || "not_examined";
  }

  const FINDINGS = {
    buttons: (area) => [...ofLook(area, "light_touch"), ...ofLook(area, "pinprick")],
    state(area) {
      const looks = [felt(area, "light_touch"), felt(area, "pinprick")];
      return Object.keys(LETTERS).find((state) => looks.includes(state));
    },
    tapped(area) {
      const looks = brush.look === "both" ? ["light_touch", "pinprick"] : [brush.look];
      const chosen = looks.map((look) => chosenOf(ofLook(area, look)));
      if (brush.grade === "clear") return chosen.filter(Boolean);
      const wanted = looks.map((look) => ofLook(area, look).find((button) => answerOf(button) === brush.grade));
      const rest = wanted.filter((button, index) => button !== chosen[index]);
      // With nothing left to grade so, the same tap takes the grade back.
      return rest.length ? rest : chosen;
    },
  };
  const SITES = {
    buttons: (area) => Object.keys(LISTS).flatMap((kind) => ofSite(area, kind)),
    state: (area) => Object.keys(LISTS).filter((kind) => chosenOf(ofSite(area, kind))).join(" "),
    tapped: (area) => ofSite(area, brush.told),
  };
  const kind = pad.dataset.kind === "sites" ? SITES : FINDINGS;

  /* What the chart shows */

  function draw() {
    for (const one of pad.querySelectorAll("[data-name]")) {
      const buttons = kind.buttons(one.dataset);
      if (buttons.length) show(one, kind.state(one.dataset), buttons.some((button) => button.dataset.waits));
    }
  }

  function show(one, state, late) {
    one.dataset.state = state;
    one.toggleAttribute("data-late", late);
    const empty = !state || state === "not_examined";
    const shape = one.matches(".leg-areas a") && one.querySelector("path");
    if (shape) shape.setAttribute("fill", empty ? "transparent" : `url(#leg-${state.replace(" ", "-")})`);
    for (const look of one.querySelectorAll("[data-look]")) {
      look.dataset.state = felt(one.dataset, look.dataset.look);
      look.querySelector("text").textContent = LETTERS[look.dataset.state];
    }
  }

  /* A tap */

  function choose({ dataset }) {
    brush[dataset.brush] = dataset.value;
    for (const one of pad.querySelectorAll(`[data-brush="${dataset.brush}"]`)) {
      one.setAttribute("aria-pressed", String(one.dataset.value === dataset.value));
    }
    if (dataset.brush === "view") pad.querySelector(".leg-views").dataset.view = dataset.value;
  }

  pad.addEventListener("click", (event) => {
    const choice = event.target.closest("[data-brush]");
    if (choice) return choose(choice);
    const area = event.target.closest(".leg-area");
    // An area that this step does not ask for leads to the step that does.
    if (!area || !kind.buttons(area.dataset).length) return;
    event.preventDefault();
    for (const button of kind.tapped(area.dataset)) button.click();
  });

  // The list also changes by its own buttons, by undo, and by what came from another tablet.
  const changes = { subtree: true, childList: true, attributeFilter: ["aria-pressed", "data-waits"] };
  new MutationObserver(draw).observe(list, changes);

  pad.classList.add("has-script");
  pad.querySelector(".leg-brushes")?.removeAttribute("hidden");
  // Where it hurts is told by pointing; what is felt is found row by row, and the chart must leave room for the rows.
  if (matchMedia(kind === SITES ? "(min-width: 44rem)" : "(min-width: 66rem)").matches) pad.open = true;
})();
