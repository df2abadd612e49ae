// Marks facts past review, and an old copy.
(function (doc) {
  var say = doc.querySelector("[data-as-of]");
  var page = doc.querySelector(".md-content__inner");
  if (!say || !page) return;
  var now = new Date();
  var today = new Date(now - now.getTimezoneOffset() * 6e4).toISOString().slice(0, 10);
  var past = new Set();
  doc.querySelectorAll("[data-review]").forEach(function (it) {
    if (it.dataset.review >= today) return;
    past.add(it.dataset.claim || it.id);
    it.classList.add("claim--past");
    it.querySelector(".claim__mark,.claim-record__kind,small").append(" · " + say.dataset.due);
  });
  function tell(where, text, count) {
    var line = where.appendChild(doc.createElement("p"));
    line.className = "review-line";
    line.textContent = text.replace("{n}", count);
  }
  if (past.size) tell(page, say.dataset.past, past.size);
  var age = (Date.parse(today) - Date.parse(say.dataset.asOf)) / 864e5;
  if (age > 90) tell(say, say.dataset.age, age);
})(document);
