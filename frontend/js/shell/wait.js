// What a person sees while they wait: nothing at first, then that it goes on, then for how long.
const LATE = 300; // from here on the page shows that it waits
const LONG = 2000; // from here on a line says what for, and since when

const late = new Set();

/**
 * Shows that `work` (a promise) is under way, as `words` once it takes long; with `cancel` there is a
 * button for it. Gives what `work` gives.
 */
export async function wait(work, words, cancel) {
  let line = null;
  const timers = [
    setTimeout(() => mark(() => late.add(work)), LATE),
    setTimeout(() => {
      line = showLine(words, cancel);
    }, LONG),
  ];
  try {
    return await work;
  } finally {
    timers.forEach(clearTimeout);
    line?.end();
    mark(() => late.delete(work));
  }
}

function mark(change) {
  change();
  document.body.classList.toggle("late", late.size > 0);
}

function showLine(words, cancel) {
  const line = document.createElement("div");
  line.className = "waiting";
  line.setAttribute("role", "status");
  const bar = document.createElement("progress");
  bar.setAttribute("aria-label", words);
  const text = document.createElement("span");
  text.textContent = words;
  const count = document.createElement("span");
  count.setAttribute("aria-hidden", "true");
  count.className = "num mut";
  let seconds = LONG / 1000;
  const tick = setInterval(() => {
    seconds += 1;
    count.textContent = `${seconds} s`;
  }, 1000);
  line.append(bar, text, count);
  if (cancel) {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "btn-text", textContent: "Cancel" });
    button.addEventListener("click", cancel);
    line.append(button);
  }
  document.body.append(line);
  return {
    end() {
      clearInterval(tick);
      line.remove();
    },
  };
}
