// A tour: each step points at a control of its page, and opens that page where it is another.
import { driver } from "driver.js";
import { across } from "../elements/direction.js";
import { t } from "../elements/words.js";
import { send } from "../wire/send.js";
import { keep, under } from "./way.js";

/** @typedef {{ page: string, at: string, title: string, words: string }} Step */

const STILL = matchMedia("(prefers-reduced-motion: reduce)");

class Tour {
  /**
   * @param {string} name
   * @param {Step[]} steps
   */
  constructor(name, steps) {
    this.name = name;
    this.steps = steps;
    this.at = 0;
    this.pressed = (/** @type {KeyboardEvent} */ event) => this.press(event);
    addEventListener("keydown", this.pressed, { capture: true });
    this.driver = driver({
      animate: !STILL.matches,
      smoothScroll: false,
      allowKeyboardControl: false,
      disableActiveInteraction: true,
      overlayClickBehavior: () => {},
      popoverClass: "tour",
      stagePadding: 6,
      stageRadius: 8,
      onDestroyed: () => removeEventListener("keydown", this.pressed, { capture: true }),
    });
  }

  /**
   * Shows a step, or the next one in this direction whose control is there.
   * @param {number} at
   * @param {number} by
   */
  show(at, by) {
    const step = this.steps[at];
    if (!step) {
      if (by > 0) this.end();
      else this.show(0, 1);
      return;
    }
    if (step.page !== location.pathname) {
      if (under()?.opens === step.page) { // it led elsewhere
        keep(null);
        this.show(at + by, by);
        return;
      }
      keep({ name: this.name, at, by, opens: step.page });
      location.assign(step.page);
      return;
    }
    const element = inSight(step.at);
    if (!element) {
      this.show(at + by, by);
      return;
    }
    this.at = at;
    keep({ name: this.name, at, by: 1 });
    this.driver.highlight({ element, popover: this.said(step, at) });
  }

  /**
   * @param {Step} step
   * @param {number} at
   */
  said(step, at) {
    const isLast = at === this.steps.length - 1;
    return {
      title: step.title,
      description: step.words,
      /** @type {("next" | "previous" | "close")[]} */
      showButtons: at ? ["previous", "next", "close"] : ["next", "close"],
      showProgress: true,
      progressText: t("{at} of {all}", { at: at + 1, all: this.steps.length }),
      nextBtnText: isLast ? t("Done") : t("Next"),
      prevBtnText: t("Back"),
      onNextClick: () => this.show(this.at + 1, 1),
      onPrevClick: () => this.show(this.at - 1, -1),
      onCloseClick: () => this.leave(),
      onPopoverRender: (/** @type {import("driver.js").PopoverDOM} */ dom) => {
        dom.closeButton.setAttribute("aria-label", t("Leave the tour"));
        dom.wrapper.append(dom.closeButton); // reached last, and never by chance
        requestAnimationFrame(() => dom.nextButton.focus());
      },
    };
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    const step = across(event.key);
    if (document.querySelector("dialog[open]")) return; // the keys are for what is open before it
    if (!step && event.key !== "Escape") return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (step) this.show(this.at + step, step);
    else this.leave();
  }

  leave() {
    this.close(String(this.at));
  }

  end() {
    this.close("ended").then(() => location.assign("/"));
  }

  /** @param {string} at */
  close(at) {
    keep(null);
    this.driver.destroy();
    return send(`/tour/${this.name}/`, { at });
  }
}

/**
 * The first of the controls that is drawn.
 * @param {string} selector
 */
function inSight(selector) {
  return [...document.querySelectorAll(selector)].find((one) => one.getClientRects().length > 0);
}

/**
 * Begins a tour, or goes on with it where it was left.
 * @param {string} name
 */
export async function take(name) {
  const answer = await fetch(`/tour/${name}/`, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(answer.statusText);
  const { steps, at } = await answer.json();
  const going = under();
  const tour = new Tour(name, steps);
  if (going?.name === name) tour.show(going.at, going.by);
  else tour.show(at, 1);
}
