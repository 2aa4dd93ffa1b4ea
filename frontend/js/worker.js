// Stands between the pages and the server (a service worker): it keeps the hashed files of this build and one
// page that says that one is offline, and never a page of the books. The server puts before it what it keeps.

/** @type {any} */
const worker = self;
/** @type {{ offline: string, icon: string, kept: string[] }} */
const { offline, icon, kept } = worker.KEPT;
const NAME = `build ${kept.join(" ")}`;
const HASHED = /^\/static\/dist\/.+-[A-Z0-9]{8}\.(js|css|woff2)$/;

/** @type {(name: string, act: (event: any) => void) => void} */
const on = (name, act) => worker.addEventListener(name, act);

on("install", (event) => {
  const fresh = [icon, offline].map((address) => new Request(address, { cache: "reload" }));
  event.waitUntil(caches.open(NAME).then((cache) => cache.addAll([...kept, ...fresh])).then(() => worker.skipWaiting()));
});

// What an older build kept goes: its pages have long asked for all they show at once.
on("activate", (event) => {
  const cleared = caches.keys().then((names) => Promise.all(names.filter((name) => name !== NAME).map((name) => caches.delete(name))));
  event.waitUntil(cleared.then(() => worker.clients.claim()));
});

on("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== worker.location.origin) return;
  if (request.mode === "navigate") event.respondWith(fetch(request).catch(() => caches.match(offline, { ignoreVary: true })));
  else if (HASHED.test(url.pathname)) event.respondWith(keptOrFetched(request));
});

/** @param {Request} request */
async function keptOrFetched(request) {
  const held = await caches.match(request, { ignoreVary: true });
  if (held) return held;
  const answer = await fetch(request);
  if (answer.ok) (await caches.open(NAME)).put(request, answer.clone());
  return answer;
}
