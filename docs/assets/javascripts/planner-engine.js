// Dates for the refund planner: texts in, texts out, no clock, no page.
// scripts/kb/deadlines.py counts in the same way; tests/planner/vectors.toml holds both to it.
(function () {
  "use strict";
  var DAY = 864e5;

  // Days are counted in UTC, where each has 24 hours: no time zone or summer time can shift one.
  function read(text) {
    var found = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
    if (!found) return null;
    var day = new Date(0);
    day.setUTCFullYear(Number(found[1]), Number(found[2]) - 1, Number(found[3]));
    return write(day) === text ? day : null;
  }
  function write(day) {
    return day.toISOString().slice(0, 10);
  }
  function plus(day, days) {
    return new Date(day.getTime() + days * DAY);
  }
  function months(day, amount) {
    var first = new Date(day);
    first.setUTCDate(1);
    first.setUTCMonth(first.getUTCMonth() + amount);
    var next = new Date(first);
    next.setUTCMonth(next.getUTCMonth() + 1);
    var last = plus(next, -1).getUTCDate();
    first.setUTCDate(Math.min(day.getUTCDate(), last));
    return first;
  }
  // Monday to Friday; public holidays differ by place and bank and are not left out.
  function business(day, amount) {
    while (amount > 0) {
      day = plus(day, 1);
      if (day.getUTCDay() % 6 !== 0) amount -= 1;
    }
    return day;
  }
  var UNITS = {
    hours: function (day, amount) { return plus(day, Math.ceil(amount / 24)); },
    days: plus,
    "business-days": business,
    months: months,
    years: function (day, amount) { return months(day, amount * 12); }
  };

  // The last day of `amount` units after the day `start` (2026-11-20), or "" where it is none.
  function due(start, amount, unit) {
    var day = read(start);
    return day ? write(UNITS[unit](day, amount)) : "";
  }
  // Whole days from one day to another; negative where the other lies before.
  function between(from, to) {
    return Math.round((read(to) - read(from)) / DAY);
  }

  window.ReinstatePlanner = { due: due, between: between };
})();
