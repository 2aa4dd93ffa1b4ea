// The record beside the page as the address names it: `?peek=slug:id`.
const NAME = "peek";
const RECORD = /^\/([a-z-]+)\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/$/;

/**
 * `slug:id` of the record that a link leads to; nothing for other links.
 * @param {HTMLAnchorElement} link
 */
export function recordOf(link) {
  if (link.origin !== location.origin || link.search || link.hash) return null;
  const [, slug, id] = RECORD.exec(link.pathname) ?? [];
  return slug && slug !== "files" ? `${slug}:${id}` : null;
}

/**
 * The address of the page of a record.
 * @param {string} key `slug:id`
 */
export const pathOf = (key) => `/${key.split(":", 2).join("/")}/`;

/** Whether the address names a record beside the page. */
export const isNamed = () => new URL(location.href).searchParams.has(NAME);

/**
 * The page's own address with another record beside it, or ("") none.
 * @param {string} key `slug:id`
 */
export function addressBeside(key) {
  const url = new URL(location.href);
  url.searchParams.delete(NAME);
  const parts = [url.searchParams.toString(), key && `${NAME}=${key}`].filter(Boolean);
  return url.pathname + (parts.length ? `?${parts.join("&")}` : "");
}
