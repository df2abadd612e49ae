// Shows the guided triage one question at a time. The question stands in the address (#q-…), so
// that going back and links to a question work. Without this script all questions are on the page.
(function () {
  "use strict";

  document.querySelectorAll(".triage").forEach((box) => {
    const questions = Array.from(box.querySelectorAll(".triage__question"));
    const words = JSON.parse(box.querySelector(".triage__words").textContent);
    const status = box.querySelector(".triage__status");
    const bar = document.createElement("p");
    let way = [], all = false;
    bar.className = "triage__bar";
    const back = button(words.back, () => history.back());
    const again = button(words.restart, () => { way = []; location.hash = questions[0].id; });
    const whole = button(words.all, () => { all = true; show(false); });
    bar.append(back, again, whole);
    box.append(bar);
    box.classList.add("triage--guided");

    function button(text, act) {
      const made = document.createElement("button");
      made.type = "button";
      made.className = "triage__button";
      made.textContent = text;
      made.addEventListener("click", act);
      return made;
    }

    function show(focus) {
      const id = location.hash.slice(1);
      const current = questions.find((one) => one.id === id) || questions[0];
      const known = way.indexOf(current.id);
      if (known >= 0) way = way.slice(0, known + 1);
      else way.push(current.id);
      questions.forEach((one) => { one.hidden = !all && one !== current; });
      box.classList.toggle("triage--guided", !all);
      back.hidden = all || way.length < 2;
      again.hidden = all || current === questions[0];
      whole.hidden = all;
      status.textContent = all ? "" : words.step.replace("{n}", way.length);
      if (focus) current.focus({ preventScroll: true });
    }

    window.addEventListener("hashchange", () => {
      const ours = !location.hash || questions.some((one) => "#" + one.id === location.hash);
      if (ours) show(true);
    });
    show(false);
  });
})();
