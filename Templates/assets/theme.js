// Two comforts; nothing on a page needs this file.

// "Copy link": the button is shown where the browser can copy.
if (navigator.clipboard) {
  for (const button of document.querySelectorAll("[data-copy]")) {
    const label = button.textContent;
    button.style.visibility = "visible";
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(button.dataset.copy);
      } catch {
        return; // The browser said no: the label stays what it was.
      }
      button.textContent = button.dataset.done;
      setTimeout(() => { button.textContent = label; }, 2000);
    });
  }
}

// A table or code that is wider than its page is scrolled by keyboard, too.
for (const wide of document.querySelectorAll(".prose :is(table, pre)")) {
  if (wide.scrollWidth > wide.clientWidth) wide.tabIndex = 0;
}
