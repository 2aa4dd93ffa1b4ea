// What was refused of a note, said in its editor, with the ways on.
import { sentence } from "../shell/answer.js";
import { say } from "../shell/toast.js";

/** Says it, with buttons that call `again`, or (somebody else wrote meanwhile) `mine`, `theirs`. */
export function showRefusal(shell, answer, { again, mine, theirs }) {
  const words = document.createElement("p");
  words.className = "problem";
  words.textContent = sentence(answer);
  const ways = answer.status === 409
    ? [["Keep mine", mine], ["Take theirs", theirs]]
    : [["Try again", again]];
  const row = document.createElement("div");
  row.className = "row";
  row.append(...ways.map(([text, act]) => button(text, act, shell)));
  shell.querySelector(".problems").replaceChildren(words, row);
  if (!shell.isConnected) say(words.textContent, [["Try again", again]]);
}

function button(text, act, shell) {
  const made = document.createElement("button");
  Object.assign(made, { type: "button", className: "btn btn-small", textContent: text });
  made.addEventListener("click", () => {
    shell.querySelector(".problems").replaceChildren();
    act();
  });
  return made;
}
