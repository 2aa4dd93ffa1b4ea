// Finding elements, and making them.

/**
 * What a person can do next, and the words for it; `isUnheard` is done by itself once the server answers.
 * @typedef {[words: string, act: () => unknown, isUnheard?: boolean]} Way
 */

/**
 * The first that matches and is a `kind`, or null.
 * @template {HTMLElement} [Kind=HTMLElement]
 * @param {string} selector
 * @param {ParentNode} [within]
 * @param {new () => Kind} [kind]
 * @returns {Kind | null}
 */
export function first(selector, within = document, kind = /** @type {any} */ (HTMLElement)) {
  const found = within.querySelector(selector);
  return found instanceof kind ? found : null;
}

/**
 * The first that matches, which the page never lacks; else it throws.
 * @template {HTMLElement} [Kind=HTMLElement]
 * @param {string} selector
 * @param {ParentNode} [within]
 * @param {new () => Kind} [kind]
 */
export function the(selector, within, kind) {
  const found = first(selector, within, kind);
  if (!found) throw new Error(`The page has no ${selector}`);
  return found;
}

/**
 * All that match.
 * @template {HTMLElement} [Kind=HTMLElement]
 * @param {string} selector
 * @param {ParentNode} [within]
 * @param {new () => Kind} [kind]
 * @returns {Kind[]}
 */
export function all(selector, within = document, kind = /** @type {any} */ (HTMLElement)) {
  const found = [...within.querySelectorAll(selector)];
  return found.filter(/** @returns {one is Kind} */ (one) => one instanceof kind);
}

/**
 * A new element with its properties, or, where it has none of that name, attributes.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, unknown>} [given]
 * @param {...(Node | string)} children
 */
export function make(tag, given = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (name in made) Object.assign(made, { [name]: value });
    else made.setAttribute(name, String(value));
  }
  made.append(...children);
  return made;
}

/**
 * A button that says what it does.
 * @param {string} textContent
 * @param {string} className
 * @param {() => unknown} act
 */
export function button(textContent, className, act) {
  const made = make("button", { type: "button", className, textContent });
  made.addEventListener("click", act);
  return made;
}

/**
 * The nearest one that matches, from an element outwards, or null.
 * @param {string} selector
 * @param {Element | null | undefined} element
 */
export function closest(selector, element) {
  const found = element?.closest(selector);
  return found instanceof HTMLElement ? found : null;
}

/** The focused element, if there is one. */
export function focused() {
  const { activeElement } = document;
  return activeElement instanceof HTMLElement && activeElement !== document.body ? activeElement : null;
}
