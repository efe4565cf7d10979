// Keys, copying and the ten seconds of an undo. Every page works without this file.
"use strict";
(() => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const one = (selector) => document.querySelector(selector);
  const typing = (el) => el.closest("input, textarea, select, [contenteditable]") !== null;

  // j k: the row after or before the one that is open (or has the focus)
  function step(by) {
    const rows = all("[data-row]");
    if (!rows.length) return;
    const focused = rows.indexOf(document.activeElement);
    const open = rows.findIndex((row) => row.closest(".on"));
    const at = focused >= 0 ? focused : open;
    const next = rows[Math.min(rows.length - 1, Math.max(0, at + by))];
    next.focus();
    next.scrollIntoView({ block: "nearest" });
    if (matchMedia("(min-width: 1101px)").matches && next.dataset.row === "open") next.click();
  }

  function press(target) {
    target.click();
    // a menu opened by a key shows what its next key may be
    if (target.matches("summary")) {
      for (const menu of all("details[data-menu][open]")) menu.open = menu.contains(target);
      target.nextElementSibling?.scrollIntoView({ block: "nearest" });
    }
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape" && typing(event.target)) return event.target.blur();
    if (typing(event.target) || one("dialog[open]")) return;
    const help = one("#keys");
    const acts = {
      "/": () => one("input[type=search]")?.focus(),
      "?": () => help?.showModal(),
      j: () => step(1),
      k: () => step(-1),
    };
    // an open menu hears its own keys first: g, then 2
    const menu = one("details[data-menu][open]");
    const named = `[data-key="${CSS.escape(event.key)}"]`;
    if (menu && event.key === "Escape") {
      menu.open = false;
      return menu.querySelector("summary").focus();
    }
    const target =
      menu?.querySelector(`.menu ${named}`) ??
      all(named).find((el) => !el.closest("details:not([open]) > .menu"));
    const act = target ? () => press(target) : acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });

  document.addEventListener("click", async (event) => {
    const copy = event.target.closest("[data-copy]");
    if (copy) {
      const from = document.getElementById(copy.dataset.copy);
      const text = from.value ?? from.textContent;
      try {
        await navigator.clipboard.writeText(text);
      } catch {
        from.select?.();
        document.execCommand("copy");
      }
      const label = copy.textContent;
      copy.textContent = copy.dataset.done;
      setTimeout(() => { copy.textContent = label; }, 2000);
    }
    if (event.target.closest("[data-close]")) event.target.closest("dialog").close();
    // a menu closes when the click is elsewhere
    for (const menu of all("details.me[open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });

  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-submit]")) event.target.form.requestSubmit();
  });

  // a form is sent once, however often its button is hit
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.sent && form.method === "post") return event.preventDefault();
    form.dataset.sent = "1";
    setTimeout(() => { delete form.dataset.sent; }, 4000);
  });

  function settle() {
    for (const toast of all(".toast:not([data-timed])")) {
      toast.dataset.timed = "1";
      setTimeout(() => toast.classList.add("gone"), 10000);
      const url = new URL(location.href);
      if (url.searchParams.has("said")) {
        // a reload or a bookmark does not say it again
        url.searchParams.delete("said");
        url.searchParams.delete("about");
        history.replaceState(history.state, "", url);
      }
    }
    for (const el of all("[data-script]")) el.hidden = false;
  }
  one(".side [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
  document.addEventListener("htmx:after:swap", settle);
  settle();
})();
