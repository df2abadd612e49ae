// The drawer for the keyboard: Material toggles it with a label, which answers only to a pointer.
(function () {
  "use strict";
  var toggle = document.getElementById("__drawer");
  var button = document.querySelector(".menu");
  var sidebar = document.querySelector(".md-sidebar--primary");
  if (!toggle || !button || !sidebar) return;
  var narrow = window.matchMedia("(max-width: 76.2344em)");

  function update() {
    // Links of a closed drawer are off screen: without inert, Tab would still visit them.
    sidebar.inert = narrow.matches && !toggle.checked;
    button.setAttribute("aria-expanded", String(toggle.checked));
  }
  function set(open) {
    toggle.checked = open;
    toggle.dispatchEvent(new Event("change", { bubbles: true }));
  }
  button.addEventListener("click", function (event) {
    set(!toggle.checked);
    // detail is 0 for a key: only then does the focus have to follow.
    var first = event.detail === 0 && toggle.checked && sidebar.querySelector("a[href]");
    if (first) first.focus();
  });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape" || !toggle.checked) return;
    set(false);
    button.focus();
  });
  toggle.addEventListener("change", update);
  narrow.addEventListener("change", update);
  update();
})();
