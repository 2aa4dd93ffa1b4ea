// The outline of a record that is still being fetched, where it will stand.
const LINES = 7;

/** Draws the outline beside the page, with the title that is known already. */
export function skeleton(title) {
  if (document.getElementById("peek")) return; // the record that is open stays until the next is there
  const aside = document.createElement("aside");
  aside.id = "peek";
  aside.className = "peek-waiting";
  aside.setAttribute("aria-busy", "true");
  aside.setAttribute("aria-label", title || "Record");
  const heading = document.createElement("p");
  heading.className = "peek-title";
  heading.textContent = title;
  const lines = Array.from({ length: LINES }, () => {
    const line = document.createElement("span");
    line.className = "skeleton";
    return line;
  });
  aside.append(heading, ...lines);
  document.getElementById("main").append(aside);
}
