// Copies a text, also where a page opened from a file or an old browser has no clipboard to write.
(function (letters) {
  "use strict";

  function copyOld(text) {
    var area = document.createElement("textarea");
    area.value = text;
    area.setAttribute("readonly", "");
    area.style.position = "fixed";
    area.style.top = "-100vh";
    document.body.appendChild(area);
    area.select();
    var done = false;
    try {
      done = document.execCommand("copy");
    } catch (error) {
      done = false;
    }
    area.remove();
    return done;
  }

  // Tells `done` whether it worked. Where it did not, the text shown in `shown` is selected.
  letters.copy = function (text, shown, done) {
    function old() {
      var worked = copyOld(text);
      if (!worked && shown) window.getSelection().selectAllChildren(shown);
      done(worked);
    }
    if (!navigator.clipboard || !window.isSecureContext) return old();
    navigator.clipboard.writeText(text).then(function () { done(true); }, old);
    return undefined;
  };
})(window.ReinstateLetters);
