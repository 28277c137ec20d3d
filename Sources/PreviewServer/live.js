// The preview's side in the browser: loads a page again when it was built anew, and shows what is wrong over it.
// It is added on the way out, by `sitegen serve` alone.
(() => {
  "use strict";
  const script = document.currentScript;
  const version = script.dataset.version;
  const home = script.src.slice(0, script.src.lastIndexOf("/") + 1);
  const key = "sitegen-scroll";
  let events = null;
  let overlay = null;
  let count = 0;

  // The place where one was reading.
  const kept = JSON.parse(sessionStorage.getItem(key) || "null");
  sessionStorage.removeItem(key);
  if (kept && kept.path === location.pathname) {
    const back = () => scrollTo({ left: kept.x, top: kept.y, behavior: "instant" });
    back();
    // Pictures that are still to come make the page longer.
    if (Math.abs(scrollY - kept.y) > 1) addEventListener("load", back, { once: true });
  }

  function reload() {
    const shown = { path: location.pathname, x: scrollX, y: scrollY };
    sessionStorage.setItem(key, JSON.stringify(shown));
    location.reload();
  }

  // Takes the style sheets of the new page, and leaves the old ones in place until those are there.
  async function restyle() {
    const answer = await fetch(location.href, { cache: "no-store" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const link of document.querySelectorAll("link[data-sitegen-old]")) link.remove();
    const find = (root) => [...root.querySelectorAll("link[rel~=stylesheet], style:not([data-sitegen])")];
    const old = find(document);
    const fresh = find(page);
    const isAlike = (sheet, index) => sheet.localName === fresh[index].localName;
    if (old.length !== fresh.length || !old.every(isAlike)) return reload();
    count += 1;
    old.forEach((sheet, index) => replace(sheet, document.importNode(fresh[index], true)));
  }

  function replace(old, fresh) {
    if (old.localName === "style") return old.replaceWith(fresh);
    const url = new URL(fresh.getAttribute("href"), location.href);
    // The same address has to be asked for again.
    if (url.href === old.href) url.searchParams.set("sitegen", count);
    fresh.href = url.href;
    old.dataset.sitegenOld = "";
    fresh.onload = fresh.onerror = () => old.remove();
    old.after(fresh);
  }

  function hide() {
    if (overlay) overlay.remove();
    overlay = null;
  }

  // Text alone: nothing in a message can become markup. Styles are set one by one, which every policy allows.
  function show(text) {
    hide();
    overlay = document.createElement("div");
    overlay.id = "sitegen-overlay";
    overlay.setAttribute("role", "alertdialog");
    overlay.setAttribute("aria-label", "The site cannot be built");
    Object.assign(overlay.style, {
      position: "fixed", inset: "0", zIndex: "2147483647", overflow: "auto", padding: "4vh 4vw",
      background: "rgba(20, 20, 24, .94)", color: "#f4f4f5", colorScheme: "dark", textAlign: "left",
    });
    const title = part("div", "The site cannot be built", { font: "600 20px/1.4 system-ui, sans-serif" });
    const message = part("pre", text, {
      font: "15px/1.5 ui-monospace, Menlo, Consolas, monospace", margin: "1.2em 0", padding: "0", border: "0",
      background: "none", color: "inherit", whiteSpace: "pre", overflow: "auto", tabSize: "4",
    });
    const hint = "What is under this is the last site that could be built. Escape puts this away.";
    overlay.append(title, message, part("div", hint, { font: "14px/1.4 system-ui, sans-serif", opacity: ".75" }));
    document.body.append(overlay);
  }

  function part(name, text, style) {
    const element = document.createElement(name);
    element.textContent = text;
    Object.assign(element.style, style);
    return element;
  }

  // The path of a link as people read it; what an author wrote may be no encoding of anything.
  function readable(path) {
    try {
      return decodeURIComponent(path);
    } catch {
      return path;
    }
  }

  // Lists show what is not published as well: links to it say so, but for those within its own page.
  async function mark() {
    const marks = await (await fetch(home + "marks.json")).json();
    for (const link of document.querySelectorAll("a[href]")) {
      if (link.origin !== location.origin || link.pathname === location.pathname) continue;
      const words = marks[readable(link.pathname)];
      if (!words || !link.textContent.trim()) continue;
      link.append(" ", part("span", words, {
        font: "600 12px/1.4 system-ui, sans-serif", padding: "0 .4em", borderRadius: ".3em",
        background: "#8a4b00", color: "#fff", display: "inline-block", verticalAlign: "middle",
      }));
    }
  }

  addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });

  function hear(event) {
    const { kind, text } = JSON.parse(event.data);
    if (kind === "failed") return show(text);
    hide();
    if (kind === "page") reload();
    if (kind === "style") restyle().catch(reload);
  }

  // A browser opens six connections to a host, and no more: a page that nobody looks at does without.
  function listen() {
    if (events) events.close();
    events = null;
    if (document.hidden) return;
    const shown = new URLSearchParams({ path: location.pathname, version });
    events = new EventSource(home + "events?" + shown);
    events.onmessage = hear;
    events.onerror = () => {
      // Another process answers: its page knows the way to its events.
      if (events && events.readyState === EventSource.CLOSED) setTimeout(reload, 500);
    };
  }

  document.addEventListener("visibilitychange", listen);
  addEventListener("pageshow", (event) => event.persisted && reload());
  if ("marks" in script.dataset) mark().catch(() => {});
  listen();
})();
