// What a reader asked this browser to keep: typed values, and the log of what was sent. Nothing is
// written before the reader asks, nothing leaves the browser, and one call removes it all.
(function (letters) {
  "use strict";

  var ANSWERS = "reinstate.answers";
  var LOG = "reinstate.log";

  // Storage can be forbidden, full, or hold what another version wrote.
  function read(key) {
    try {
      var value = JSON.parse(window.localStorage.getItem(key));
      return value && typeof value === "object" ? value : null;
    } catch (error) {
      return null;
    }
  }

  function write(key, value) {
    try {
      window.localStorage.setItem(key, JSON.stringify(value));
      return true;
    } catch (error) {
      return false;
    }
  }

  function remove(key) {
    try {
      window.localStorage.removeItem(key);
    } catch (error) {
      // Where nothing can be stored there is nothing to remove.
    }
  }

  function entries() {
    var found = read(LOG);
    return Array.isArray(found) ? found.filter(function (one) { return one && one.sent; }) : [];
  }

  letters.store = {
    usable: function () {
      var works = write(ANSWERS + ".test", {});
      remove(ANSWERS + ".test");
      return works;
    },
    answers: function () { return read(ANSWERS); },
    keep: function (answers) { return write(ANSWERS, answers); },
    forget: function () { remove(ANSWERS); },
    logging: function () { return Array.isArray(read(LOG)); },
    log: entries,
    saveLog: function (list) { return write(LOG, list); },
    eraseLog: function () { remove(LOG); }
  };

  // Add one entry; says whether it was "added", is there "already", or "failed".
  letters.note = function (letter, channel, sent) {
    var list = entries();
    var same = list.some(function (one) {
      return one.letter === letter && one.channel === channel && one.sent === sent;
    });
    if (same) return "already";
    list.push({ letter: letter, channel: channel, sent: sent, replied: "", reply: "", remind: "" });
    return letters.store.saveLog(list) ? "added" : "failed";
  };

  // The reader's own calendar day.
  letters.today = function () {
    var now = new Date();
    var two = function (number) { return String(number).padStart(2, "0"); };
    return now.getFullYear() + "-" + two(now.getMonth() + 1) + "-" + two(now.getDate());
  };

  letters.say = function (text, values) {
    return text.replace(/\{(\w+)\}/g, function (_, name) { return String(values[name]); });
  };

  letters.download = function (name, text, type) {
    var link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: type }));
    link.download = name;
    document.body.appendChild(link);
    link.click();
    link.remove();
    window.setTimeout(function () { URL.revokeObjectURL(link.href); }, 10000);
  };
})(window.ReinstateLetters);
