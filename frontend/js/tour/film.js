// The film, seen to its end, is one of the first steps done, as the tour of the same name is.
import { send } from "../wire/send.js";

document.addEventListener(
  "ended",
  ({ target }) => {
    const name = target instanceof HTMLVideoElement && target.dataset.film;
    if (name) send(`/tour/${name}/`, { at: "ended" });
  },
  { capture: true }, // it does not rise
);
