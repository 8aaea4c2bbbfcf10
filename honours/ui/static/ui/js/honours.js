/* Comfort only: every page works without this file. */
"use strict";

(() => {
  const typing = (element) => element.matches("input, textarea, select, [contenteditable]");
  const here = () => document.querySelector("[data-rows] > .is-here");

  function step(forward) {
    const rows = [...document.querySelectorAll("[data-rows] > tr")];
    if (!rows.length) return;
    const now = rows.indexOf(here());
    const next = now < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, now + forward));
    rows.forEach((row, index) => row.classList.toggle("is-here", index === next));
    const target = rows[next].querySelector("a, input, button") || rows[next];
    target.focus({ preventScroll: true });
    rows[next].scrollIntoView({ block: "nearest" });
  }

  function tick() {
    const box = here()?.querySelector("input[type=checkbox]");
    if (box) box.click();
  }

  function open(id) {
    const dialog = document.getElementById(id);
    if (dialog && !dialog.open) dialog.showModal();
  }

  function search() {
    const box = document.querySelector("[data-search]");
    if (box) { box.focus(); box.select(); }
  }

  const keys = {
    j: () => step(1),
    k: () => step(-1),
    x: tick,
    "/": search,
    "?": () => open("keyboard-help"),
    n: () => document.querySelector("[rel=next]")?.click(),
    p: () => document.querySelector("[rel=prev]")?.click(),
  };

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") closeMenus(null);
    if (event.key === "Enter" && event.ctrlKey) event.target.form?.requestSubmit();
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    const inDialog = document.querySelector("dialog[open]");
    if (inDialog || (typing(event.target) && !["checkbox", "radio"].includes(event.target.type))) return;
    const own = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    const deed = own ? () => { own.focus(); own.click(); } : keys[event.key];
    if (deed) { event.preventDefault(); deed(); }
  });

  function closeMenus(except) {
    document.querySelectorAll("details[data-menu][open]").forEach((menu) => {
      if (menu !== except) menu.open = false;
    });
  }

  document.addEventListener("click", (event) => {
    closeMenus(event.target.closest("details[data-menu]"));
    const opener = event.target.closest("[data-opens]");
    if (opener) open(opener.dataset.opens);
    const asking = event.target.closest("[data-confirm]");
    if (asking && !window.confirm(asking.dataset.confirm)) event.preventDefault();
  });

  /* Filters take effect as they are chosen; with htmx only the list is exchanged. */
  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-autosubmit]");
    if (form && event.target.matches("select")) form.requestSubmit();
    const all = event.target.closest("[data-tick-all]");
    if (all) {
      document.querySelectorAll("[data-rows] input[type=checkbox]").forEach((box) => { box.checked = all.checked; });
    }
    if (event.target.matches("[data-rows] input[type=checkbox], [data-tick-all]")) countTicks();
  });

  /* Addresses worth sharing: what was left empty is left out. */
  document.addEventListener("formdata", (event) => {
    if (event.target.method !== "get") return;
    [...event.formData].forEach(([name, value]) => { if (value === "") event.formData.delete(name); });
  });

  function countTicks() {
    const place = document.querySelector("[data-tick-count]");
    if (place) place.textContent = document.querySelectorAll("[data-rows] input[type=checkbox]:checked").length;
  }

  /* Characters used, for fields with a limit; data-limit counts as officials do, without blanks. */
  function meter(field) {
    let place = field.parentElement.querySelector(".field-meter");
    if (!place) {
      place = document.createElement("span");
      place.className = "field-meter";
      place.setAttribute("aria-hidden", "true");
      field.after(place);
    }
    const limit = field.dataset.limit;
    const used = limit ? field.value.replace(/\s/g, "").length : field.value.length;
    place.textContent = `${used} / ${limit || field.maxLength}`;
    if (limit) place.classList.toggle("is-over", used > Number(limit));
  }

  /* Unsaved forms: ask before leaving. */
  const touched = new Set();

  document.addEventListener("input", (event) => {
    if (event.target.matches("[data-meter]")) meter(event.target);
    const form = event.target.closest("form[data-guard]");
    if (form) touched.add(form);
  });
  document.addEventListener("submit", (event) => touched.delete(event.target));
  /* A field that the server has kept by itself: nothing is left to ask about. */
  document.addEventListener("draft-saved", (event) => touched.delete(event.target.closest("form")));
  window.addEventListener("beforeunload", (event) => {
    if ([...touched].some((form) => form.isConnected)) event.preventDefault();
  });

  function prepare(root) {
    root.querySelectorAll("[data-meter]").forEach(meter);
  }

  /* What stands against a field was told anew: the field says whether anything does. */
  document.addEventListener("htmx:oobBeforeSwap", (event) => {
    const place = event.detail.target;
    const control = document.getElementById(place.dataset?.faultsOf);
    if (!control) return;
    const fault = event.detail.fragment.firstElementChild;
    const tied = (control.getAttribute("aria-describedby") || "").split(" ").filter((id) => id && id !== `${control.id}_error`);
    if (fault) tied.push(fault.id);
    control.setAttribute("aria-describedby", tied.join(" "));
    control.setAttribute("aria-invalid", String(Boolean(fault)));
    control.classList.toggle("is-invalid", Boolean(fault));
    control.closest(".field").classList.toggle("has-error", Boolean(fault));
  });

  /* What was sent by itself was not taken: say so, or the page goes on promising that it is kept. */
  function tell(words) {
    const place = document.getElementById("refusals");
    if (!place) return;
    const note = document.createElement("p");
    note.className = "note note-error";
    note.textContent = words;
    place.replaceChildren(note);
    note.scrollIntoView({ block: "nearest" });
  }
  document.addEventListener("htmx:responseError", (event) => {
    const isSignedOut = [401, 403].includes(event.detail.xhr.status);
    tell(
      isSignedOut
        ? "没有保存：登录已过期，或者已在别处重新登录。请先复制本页新填的内容，再刷新本页、登录后粘贴。"
        : "没有保存：系统没有办成。请先复制本页新填的内容，稍候刷新再试。",
    );
  });
  document.addEventListener("htmx:sendError", () =>
    tell("没有保存：连接不上系统。请不要关闭本页，连接恢复后再改一处，即重新保存。"),
  );

  document.documentElement.classList.add("has-script");
  prepare(document);
  document.addEventListener("htmx:load", (event) => prepare(event.detail.elt));
})();
