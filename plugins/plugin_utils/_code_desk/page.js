// Copyright (c) 2026 printfleet.canon contributors
// GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
// SPDX-License-Identifier: GPL-3.0-or-later

// Every text of the data is hostile input: it goes into textContent, and into one link after a look at its scheme.
(function () {
  "use strict";

  const LOAD_MS = 1000;
  const QUIET_SECONDS = 15; // without a sign of life from the run
  const STAY_SECONDS = 8; // that a row stays where it was after its printer is done
  const SHORT_SECONDS = 120; // left of a code's life, from which on it is told
  const OPEN = ["connecting", "waiting", "renewing"];
  // Where Microsoft has its pages for codes; at other addresses the page asks for care.
  const MICROSOFT = ["microsoft.com", "microsoftonline.com", "microsoftonline.us", "microsoftonline.cn", "aka.ms"];

  const by = (id) => document.getElementById(id);
  const first = JSON.parse(by("data").textContent);
  const rows = new Map(); // of the waiting list: name -> { item, leaves }
  const lists = { failed: new Map(), left: new Map(), done: new Map() };
  let data = null;
  let loads = 0;
  let changed = 0; // when the data last changed, in ms of this browser
  let behind = 0; // seconds that this browser's clock is ahead of the run's
  let copied = null; // { name, code, until }

  function put(element, text) {
    if (element.textContent !== text) { element.textContent = text; }
  }

  function mark(element, name, is) {
    if (element.classList.contains(name) !== is) { element.classList.toggle(name, is); }
  }

  function show(element, is) {
    if (element.hidden === is) { element.hidden = !is; }
  }

  function part(item, name) {
    return item.querySelector(`[data-text="${name}"]`);
  }

  function copyOf(id) {
    return by(id).content.firstElementChild.cloneNode(true);
  }

  function clockTime(seconds) {
    return new Date((seconds + behind) * 1000).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  }

  function say(text) {
    by("said").textContent = text;
  }

  // -- the waiting list ---------------------------------------------------------------------------------------------

  const STATES = {
    connecting: "connecting to Microsoft …",
    renewing: "asking for a new code …",
    active: "✓ Token active",
    failed: "✗ Failed",
    left: "Left for the next run",
    to_come: "one moment …"
  };

  function setLink(item, uri) {
    const link = item.querySelector("a");
    let url = null;
    try { url = new URL(uri); } catch (error) { /* text, or nothing */ }
    if (url && !["http:", "https:"].includes(url.protocol)) { url = null; }
    if (url) {
      if (link.href !== url.href) { link.href = url.href; }
      put(link, url.host + (url.pathname === "/" ? "" : url.pathname) + " ↗");
    } else {
      link.removeAttribute("href");
      put(link, uri);
    }
    const known = url && url.protocol === "https:" && MICROSOFT.some((end) => url.hostname === end || url.hostname.endsWith(`.${end}`));
    show(item.querySelector(".strange"), Boolean(url) && !known);
  }

  function updateRow(item, printer) {
    const waits = printer.state === "waiting";
    const hadFocus = item.contains(document.activeElement);
    for (const state of [...OPEN, "active", "failed", "left", "to_come"]) { mark(item, `is-${state}`, printer.state === state); }
    put(part(item, "name"), printer.name);
    put(part(item, "place"), printer.place);
    put(part(item, "model"), printer.model);
    put(part(item, "code"), waits ? printer.code : STATES[printer.state]);
    show(item.querySelector("button"), waits);
    item.querySelector("button").setAttribute("aria-label", `Copy the code of ${printer.name}`);
    setLink(item, waits ? printer.uri : "");
    put(part(item, "account"), printer.account);
    show(item.querySelector(".account"), waits && printer.account !== "");
    put(part(item, "told"), OPEN.includes(printer.state) ? printer.message : printer.reason);
    if (hadFocus && !waits) { // the keyboard goes on where the work goes on
      const buttons = [...document.querySelectorAll(".row.is-waiting button")];
      const next = buttons.find((button) => item.compareDocumentPosition(button) & Node.DOCUMENT_POSITION_FOLLOWING) || buttons[0];
      if (next) { next.focus({ preventScroll: true }); }
    }
  }

  function updateWaiting(printers, now) {
    const list = by("waiting");
    const open = printers.filter((printer) => OPEN.includes(printer.state) || rows.has(printer.name));
    for (const printer of open.sort((one, other) => one.arrived - other.arrived)) {
      let row = rows.get(printer.name);
      if (!row) {
        row = { item: copyOf("row"), leaves: 0, state: "" };
        row.item.querySelector("button").addEventListener("click", () => copyCode(printer.name));
        rows.set(printer.name, row);
        list.append(row.item);
      }
      const was = row.state;
      row.state = printer.state;
      row.printer = printer;
      updateRow(row.item, printer);
      if (OPEN.includes(printer.state)) {
        row.leaves = 0;
      } else if (!row.leaves) {
        row.leaves = now + (printer.state === "to_come" ? 1 : STAY_SECONDS) * 1000;
        if (was && printer.state === "active") { say(`${printer.name}: token active`); }
      }
    }
    const told = new Set(printers.map((printer) => printer.name));
    for (const [name, row] of rows) {
      if (!told.has(name) || (row.leaves && row.leaves <= now)) { removeRow(name, row); }
    }
  }

  function removeRow(name, row) {
    row.item.remove();
    rows.delete(name);
  }

  function count(now) {
    const time = now / 1000 - behind;
    for (const row of rows.values()) {
      const printer = row.printer;
      const known = printer.state === "waiting" && printer.expires_at !== null;
      const left = known ? Math.max(0, Math.ceil(printer.expires_at - time)) : 0;
      put(part(row.item, "left"), known ? (left ? `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}` : "over") : "");
      put(part(row.item, "unit"), known ? (left ? "left" : "wait for a new code") : "");
      mark(row.item, "is-short", known && left > 0 && left <= SHORT_SECONDS);
      mark(row.item, "is-over", known && left === 0);
      const isCopied = Boolean(copied) && copied.name === printer.name && copied.code === printer.code && now < copied.until;
      const button = row.item.querySelector("button");
      mark(button, "is-copied", isCopied && copied.done);
      put(button, isCopied ? (copied.done ? "Copied ✓" : "Press Ctrl+C") : "Copy");
      mark(row.item, "in-hand", Boolean(copied) && copied.name === printer.name && printer.state === "waiting");
    }
  }

  async function copyCode(name) {
    const row = rows.get(name);
    const code = row.printer.code;
    let done = false;
    try {
      await navigator.clipboard.writeText(code);
      done = true;
    } catch (error) { // not allowed for a page from a file
      const range = document.createRange();
      range.selectNodeContents(part(row.item, "code"));
      const selection = getSelection();
      selection.removeAllRanges();
      selection.addRange(range);
      done = document.execCommand("copy");
    }
    copied = { name: name, code: code, done: done, until: Date.now() + 2500 };
    say(done ? `Code of ${name} copied` : `Code of ${name} selected`);
    count(Date.now());
  }

  // -- what has ended, and the top ----------------------------------------------------------------------------------

  function updateEnded(kind, state, printers) {
    const list = by(kind);
    const items = lists[kind];
    const ended = printers.filter((printer) => printer.state === state && !rows.has(printer.name));
    const names = new Set(ended.map((printer) => printer.name));
    for (const [name, item] of items) {
      if (!names.has(name)) { item.remove(); items.delete(name); }
    }
    ended.forEach((printer, place) => {
      let item = items.get(printer.name);
      if (!item) {
        item = copyOf("ended");
        items.set(printer.name, item);
      }
      put(part(item, "name"), printer.name);
      put(part(item, "about"), [printer.place, printer.model].filter(Boolean).join(" · "));
      put(part(item, "at"), printer.settled_at ? clockTime(printer.settled_at) : "");
      put(part(item, "reason"), state === "active" ? "" : [printer.step, printer.reason].filter(Boolean).join(": "));
      if (list.children[place] !== item) { list.insertBefore(item, list.children[place] || null); }
    });
    show(by(`${kind}-section`), ended.length > 0);
  }

  function updateTotals(totals) {
    for (const element of document.querySelectorAll("[data-total]")) {
      const number = totals[element.dataset.total];
      put(element, String(number));
      mark(element.parentElement, "is-none", number === 0);
      if (element.dataset.total === "left") { show(element.parentElement, number > 0); }
    }
    for (const element of document.querySelectorAll("[data-count]")) { put(element, String(totals[element.dataset.count])); }
    for (const element of document.querySelectorAll("[data-part]")) {
      const width = totals.all ? `${(100 * totals[element.dataset.part]) / totals.all}%` : "0";
      if (element.style.width !== width) { element.style.width = width; }
    }
    const bar = by("progress");
    bar.setAttribute("aria-valuemax", String(totals.all));
    bar.setAttribute("aria-valuenow", String(totals.done));
    const title = `${totals.waiting ? `(${totals.waiting}) ` : ""}Code desk: ${totals.done} of ${totals.all} done`;
    if (document.title !== title) { document.title = title; }
  }

  function howItEnded(totals) {
    const left = totals.all - totals.done - totals.failed;
    const parts = [`${totals.done} of ${totals.all} ${totals.all === 1 ? "printer" : "printers"} done.`];
    if (left) { parts.push(`${left} left: run the playbook again to go on.`); }
    if (totals.failed) { parts.push(`${totals.failed} failed: see below what each needs.`); }
    return parts.join(" ");
  }

  function updateLife(now) {
    const age = Math.max(0, Math.round((now - changed) / 1000));
    const ended = data.ended !== null;
    const quiet = !ended && age >= QUIET_SECONDS;
    const totals = data.totals;
    const ago = age < 120 ? `${age} seconds` : `${Math.round(age / 60)} minutes`;
    mark(by("life"), "is-live", !ended && !quiet);
    mark(by("life"), "is-quiet", quiet);
    put(by("life"), ended ? `ended at ${clockTime(data.now)}` : quiet ? "no sign of life" : `live, since ${clockTime(data.started)}`);
    show(by("notice"), ended || quiet);
    mark(by("notice"), "is-quiet", quiet || data.ended === "interrupted");
    let notice = "";
    if (quiet) {
      notice = `No sign of life from the run for ${ago}: it was killed, or its computer sleeps. Start it again, and this page goes on.`;
    } else if (data.ended === "interrupted") {
      notice = `The run was interrupted at ${clockTime(data.now)}. Start it again, and this page goes on.`;
    } else if (ended) {
      notice = `The run ended at ${clockTime(data.now)}. ${howItEnded(totals)}`;
    }
    put(by("notice"), notice);
    const next = ended || quiet || totals.to_come === 0 ? "" : " The next ones appear here by themselves.";
    put(by("nobody"), `No printer waits for a code.${next}`);
    show(by("nobody"), rows.size === 0);
    show(document.querySelector(".how"), rows.size > 0);
    const watched = !ended && !quiet;
    put(by("then"), watched ? "The row turns green by itself." : "A code that you enter still counts: the next run shows it.");
  }

  // -- time ---------------------------------------------------------------------------------------------------------

  function draw() {
    const now = Date.now();
    updateWaiting(data.printers, now);
    updateEnded("failed", "failed", data.printers);
    updateEnded("left", "left", data.printers);
    updateEnded("done", "active", data.printers);
    updateTotals(data.totals);
    updateLife(now);
    count(now);
  }

  function take(news, isFirst) {
    const now = Date.now();
    if (!isFirst && news.page !== first.page && !wasReloadedFor(news.page)) {
      location.reload(); // a newer version of the collection took the page over
      return;
    }
    if (data && news.run !== data.run) { // a run that was started again took the page over
      for (const [name, row] of rows) { removeRow(name, row); }
      copied = null;
    }
    if (loads < 2) { // may be old: a page that is opened after its run was killed
      changed = Math.min(now, news.now * 1000);
    } else if (news.now !== data.now || news.run !== data.run) { // a sign of life, whatever the two clocks say
      const ahead = now / 1000 - news.now;
      changed = now;
      behind = Math.abs(ahead) < 5 ? 0 : ahead;
    }
    loads += 1;
    data = news;
    draw();
  }

  function wasReloadedFor(version) {
    try {
      const was = sessionStorage.getItem("reloaded");
      sessionStorage.setItem("reloaded", version);
      return was === version;
    } catch (error) {
      return true;
    }
  }

  function load() {
    const script = document.createElement("script");
    script.src = `${encodeURIComponent(first.stem)}.data.js?${Date.now()}`;
    script.onload = script.onerror = () => {
      script.remove();
      setTimeout(load, LOAD_MS);
    };
    document.head.append(script);
  }

  window.codeDesk = (news) => take(news, false);
  take(first, true);
  load();
  setInterval(draw, 250);
})();
