// Copies a letter. Without this script the text stands on the page and can be selected by hand.
(function () {
  "use strict";
})();
