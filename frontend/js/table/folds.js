// Groups fold: which ones stands in the address, and is kept for the person.
import { on } from "../elements/listen.js";
import { addressWith, navigate } from "../shell/navigate.js";
import { listOf } from "./list.js";

on("click", ".group-fold", (button) => {
  const folded = new Set((listOf(button)?.dataset.fold ?? "").split(",").filter(Boolean));
  const { value = "" } = button.dataset;
  if (!folded.delete(value)) folded.add(value);
  const url = new URL(addressWith({}), location.href);
  url.searchParams.set("fold", [...folded].join(",")); // empty, it says that none is
  navigate(url.pathname + url.search, { replace: true });
});
