/* Asks the preview whether the page has changed, and loads it again when it has. */
(function () {
  "use strict";
  var epoch = document.currentScript.getAttribute("data-epoch");
  var request = null;
  var later = 0;

  function ask() {
    var mine = new XMLHttpRequest();
    request = mine;
    mine.onloadend = function () {
      if (request !== mine) {
        return;
      }
      if (mine.status === 200 && mine.responseText !== epoch) {
        window.location.reload();
        return;
      }
      later = window.setTimeout(ask, mine.status === 200 ? 0 : 1000);
    };
    mine.open("GET", "/-/epoch/" + epoch);
    mine.send();
  }

  /* A browser has few connections to one address: only the page that is looked at asks. */
  function decide() {
    var old = request;
    request = null;
    window.clearTimeout(later);
    if (old) {
      old.abort();
    }
    if (document.visibilityState !== "hidden") {
      ask();
    }
  }

  window.addEventListener("load", decide);
  document.addEventListener("visibilitychange", decide);

  /* All that sticks to the top sticks below the bar, however high it is. */
  function below() {
    var bar = document.querySelector(".zicha-bar");
    var root = document.documentElement;
    if (bar) {
      root.style.removeProperty("--zc-head");
      var head = window.getComputedStyle(root).getPropertyValue("--zc-head") || "0px";
      root.style.setProperty("--zicha-bar", bar.offsetHeight + "px");
      root.style.setProperty("--zc-head", "calc(" + head + " + " + bar.offsetHeight + "px)");
    }
  }

  document.addEventListener("DOMContentLoaded", below);
  document.addEventListener("toggle", below, true);
  window.addEventListener("resize", below);
}());
