// The names of the chosen files, and the look of a zone that a file is held over. Where the input
// carries `data-send`, its form goes off at once.
document.addEventListener("change", ({ target }) => {
  const name = target.closest(".dropzone")?.querySelector(".dropzone-name");
  const { length } = target.files ?? [];
  if (!name || !length) return;
  name.textContent = length === 1 ? target.files[0].name : `${length} files`;
  if ("send" in target.dataset) target.form.requestSubmit();
});

for (const kind of ["dragover", "dragleave", "drop"]) {
  document.addEventListener(kind, ({ target }) => {
    target.closest?.(".dropzone")?.classList.toggle("over", kind === "dragover");
  });
}

// What was sent is no longer chosen, so that the same file can be chosen again.
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (detail.elt.querySelector?.(".dropzone [data-send]")) detail.elt.reset();
});
