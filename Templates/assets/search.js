// The field on the search page. It searches the index that Pagefind made when the site was built: all of it comes from
// this site, and nothing of it is loaded before somebody uses the field.

const form = document.getElementById("search");
const found = document.getElementById("search-found");
const [status, list, more, pattern] = ["[role=status]", "ol", "button", "template"].map((part) => found.querySelector(part));
const step = 10;
let engine, results = [], turn = 0;

// Pagefind stands beside `assets`, wherever the site is served.
async function load() {
  engine ??= import(new URL("../pagefind/pagefind.js", import.meta.url)).then(async (pagefind) => {
    await pagefind.options({ excerptLength: 28 });
    return pagefind;
  });
  return engine;
}

// An excerpt is HTML in which the words are marked. Text and marks are taken from it, and nothing else.
function excerpt(html) {
  const nodes = new DOMParser().parseFromString(html, "text/html").body.childNodes;
  return [...nodes].map((node) => {
    if (node.nodeName !== "MARK") return node.textContent;
    const mark = document.createElement("mark");
    mark.textContent = node.textContent;
    return mark;
  });
}

function entry({ url, meta, excerpt: html }) {
  const item = pattern.content.cloneNode(true);
  const part = (name) => item.querySelector(`[data-part="${name}"]`);
  part("title").href = url;
  part("title").textContent = meta.title;
  part("section").textContent = meta.section ?? "";
  part("date").textContent = meta.date ?? "";
  part("excerpt").append("… ", ...excerpt(html), " …");
  return item;
}

// Shows the next ten; what belongs to an earlier question is dropped.
async function show(mine) {
  const start = list.children.length;
  const data = await Promise.all(results.slice(start, start + step).map((result) => result.data()));
  if (mine !== turn) return;
  list.append(...data.map(entry));
  more.hidden = list.children.length >= results.length;
}

async function search() {
  const mine = ++turn;
  const words = form.q.value.trim();
  history.replaceState(null, "", words ? `?${new URLSearchParams({ q: words })}` : location.pathname);
  found.hidden = !words;
  if (!words) return;
  try {
    const pagefind = await load();
    const answer = await pagefind.debouncedSearch(words, {}, 200);
    if (!answer || mine !== turn) return;
    results = answer.results;
    list.replaceChildren();
    const number = results.length.toLocaleString(document.documentElement.lang);
    status.textContent = results.length ? found.dataset.count.replace("{n}", number) : found.dataset.none;
    await show(mine);
  } catch {
    more.hidden = true;
    status.textContent = found.dataset.failed;
  }
}

form.hidden = false;
form.q.value = new URLSearchParams(location.search).get("q") ?? "";
form.addEventListener("input", search);
form.addEventListener("submit", (event) => { event.preventDefault(); search(); });
form.q.addEventListener("focus", load, { once: true });
more.addEventListener("click", () => show(turn));
if (form.q.value) search();
