// The toolbar of the rich editor: one stop of the Tab key, the arrow keys lead on (ARIA toolbar).
const STEPS = { ArrowRight: 1, ArrowLeft: -1 };

/** Arms the toolbar of a shell; `show()` on what it returns tells what holds at the cursor. */
export function armToolbar(shell, editor) {
  const bar = shell.querySelector("[role=toolbar]");
  const buttons = [...bar.querySelectorAll("[data-do]")];
  const link = shell.querySelector(".note-link");
  const [address] = link.querySelectorAll("input");

  bar.addEventListener("mousedown", (event) => {
    if (event.target.closest("[data-do]")) event.preventDefault();
  });
  bar.addEventListener("click", ({ target }) => {
    const name = target.closest("[data-do]")?.dataset.do;
    if (name === "link") ask();
    else if (name) editor.act(name);
  });
  bar.addEventListener("keydown", (event) => {
    const place = buttons.indexOf(event.target);
    const to = { Home: 0, End: buttons.length - 1 }[event.key] ?? place + STEPS[event.key];
    if (place < 0 || Number.isNaN(to)) return;
    event.preventDefault();
    rove(buttons[(to + buttons.length) % buttons.length]);
  });
  shell.addEventListener("keydown", (event) => {
    if (event.key !== "F10" || !event.altKey) return;
    event.preventDefault();
    buttons.find((button) => button.tabIndex === 0).focus();
  });

  function rove(button) {
    for (const one of buttons) one.tabIndex = one === button ? 0 : -1;
    button.focus();
  }

  function ask() {
    link.hidden = false;
    address.value = editor.href();
    address.focus();
  }

  link.addEventListener("keydown", (event) => {
    if (!["Enter", "Escape"].includes(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    link.hidden = true;
    if (event.key === "Enter") editor.link(address.value);
    else editor.focus();
  });
  link.querySelector("button").addEventListener("click", () => {
    link.hidden = true;
    editor.link(address.value);
  });

  return {
    show() {
      for (const button of buttons) {
        button.setAttribute("aria-pressed", String(editor.isOn(button.dataset.do)));
      }
    },
  };
}
