// What the modules take for granted: the events of htmx and of our own, and attributes that a selector promises.
import type { HtmxBeforeSwapDetails, HtmxRequestConfig, HtmxResponseInfo } from "htmx.org";

declare global {
  type HtmxDetail = HtmxResponseInfo & { elt: HTMLElement; requestConfig: HtmxRequestConfig & { elt: HTMLElement } };

  interface DocumentEventMap {
    "htmx:configRequest": CustomEvent<{
      elt: HTMLElement; headers: Record<string, string>; formData: FormData; verb: string; path: string
    }>;
    "htmx:beforeRequest": CustomEvent<HtmxDetail>;
    "htmx:beforeSwap": CustomEvent<HtmxDetail & HtmxBeforeSwapDetails>;
    "htmx:afterRequest": CustomEvent<HtmxDetail>;
    "htmx:afterSettle": CustomEvent;
    "htmx:xhr:loadstart": CustomEvent;
    "htmx:xhr:progress": CustomEvent<ProgressEvent>;
    "rows:more": Event;
  }

  // Read only of elements that were found by them.
  interface DOMStringMap {
    cell: string;
    composer: string;
    day: string;
    dialog: string;
    field: string;
    loose: string;
    menu: string;
    new: string;
    note: string;
    panel: string;
    rows: string;
    slot: string;
    slug: string;
    targets: string;
  }
}
