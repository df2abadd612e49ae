// Shows the one case that is the reader's, and its dates. Sends nothing, keeps nothing.
(function () {
  "use strict";
  var engine = window.ReinstatePlanner;
  var root = document.querySelector("[data-planner]");
  if (!engine || !root) return;
  var form = root.querySelector(".planner__form");
  var status = root.querySelector(".planner__status");
  var say = JSON.parse(root.querySelector(".planner__words").textContent);

  function all(selector, within) {
    return Array.from((within || root).querySelectorAll(selector));
  }
  function today() {
    var now = new Date();
    return new Date(now - now.getTimezoneOffset() * 6e4).toISOString().slice(0, 10);
  }
  function distance(day) {
    var days = engine.between(today(), day);
    if (Math.abs(days) < 2) return [say.yesterday, say.today, say.tomorrow][days + 1];
    return (days > 0 ? say.left : say.gone).replace("{n}", Math.abs(days));
  }

  function date(row) {
    var data = row.dataset;
    return engine.due(form.elements[data.after].value, Number(data.amount), data.unit);
  }
  function fill(row) {
    var cell = row.querySelector(".planner__due");
    var day = date(row);
    cell.textContent = "";
    if (!day) return;
    var strong = cell.appendChild(document.createElement("strong"));
    strong.textContent = day;
    cell.append(" ", distance(day));
    row.classList.toggle("planner__gone", day < today());
  }
  // Known dates come first, the nearest on top; the others keep their order.
  function sort(table) {
    var body = table.tBodies[0];
    var rows = Array.from(body.rows);
    rows.forEach(function (row, place) {
      row.dataset.place = row.dataset.place || place;
    });
    rows.sort(function (one, other) {
      var days = [date(one) || "9", date(other) || "9"];
      return days[0] < days[1] ? -1 : days[0] > days[1] ? 1 : one.dataset.place - other.dataset.place;
    });
    body.append.apply(body, rows);
  }

  function update() {
    var route = form.elements.route.value;
    var access = form.elements.access.value;
    var known = all("input[type=date]", form).some(function (input) { return input.value; });
    all("[data-route]").forEach(function (item) {
      item.hidden = Boolean(route) && item.dataset.route !== route;
    });
    all("[data-access]").forEach(function (item) {
      item.hidden = Boolean(access) && item.dataset.access !== access;
    });
    all(".planner__due").forEach(function (item) { item.hidden = !known; });
    all("[data-term]").forEach(fill);
    all(".planner__terms").forEach(sort);
    all(".planner__calendar").forEach(function (item) { item.hidden = !known; });
    status.textContent = route && access ? "" : say.choose;
  }

  function save(section) {
    var events = all("[data-term]", section).filter(function (row) {
      return date(row) >= today();
    }).map(function (row) {
      var cells = row.cells;
      var basis = cells[2].querySelector(".claim").firstChild.textContent.trim();
      var text = [cells[1].textContent, basis, row.dataset.mark];
      if (row.dataset.unit === "business-days") text.push(say["counted-business"]);
      return {
        id: row.dataset.term,
        day: date(row),
        title: cells[0].textContent.trim(),
        text: text.join("\n")
      };
    });
    status.textContent = events.length ? say.saved.replace("{n}", events.length) : say.none;
    if (!events.length) return;
    var link = document.createElement("a");
    var file = new Blob([window.ReinstateCalendar(events, new Date())], { type: "text/calendar" });
    link.href = URL.createObjectURL(file);
    link.download = "reinstate-" + section.dataset.route + ".ics";
    link.click();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 1000);
  }

  all(".planner__save").forEach(function (button) {
    button.addEventListener("click", function () { save(button.closest("[data-route]")); });
  });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("input", update);
  form.hidden = false;
  update();
})();
