// Adds the headers that isolate the page (and so allow shared memory) to all that the site serves, for hosts
// that cannot send them; and keeps the site, so that it opens at once, and without a network.
//
// A page is served as a whole of one version: what is kept comes first. The browser looks for a new version by itself
// whenever the page is loaded; a new one is kept whole beside the old, and waits until the person wants it.

const VERSION = "{version}";
const FILES = [/*{files}*/];
const PREFIX = "motif-matcher-";
const CACHE = `${PREFIX}${VERSION}`;
// What a worker of the site may load. (The page says so for itself.)
const WORKER_POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self' blob:";

self.addEventListener("install", (event) => event.waitUntil(install()));

self.addEventListener("activate", (event) => {
  event.waitUntil(removeOldCaches().then(() => self.clients.claim()));
});

self.addEventListener("message", (event) => {
  if (event.data === "activate") self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const isOurs = request.url.startsWith(self.registration.scope);
  if (!isOurs || request.method !== "GET") return;
  event.respondWith(answer(request));
  // After the first visit the page does not wait until all is kept; that is made up for here.
  if (request.mode === "navigate") event.waitUntil(keepMissing().catch(() => {}));
});

async function install() {
  // The first visit waits for isolation, not for all files. A later version is offered once it is whole.
  if (self.registration.active) await keepMissing();
  else await self.skipWaiting();
}

async function keepMissing() {
  const cache = await caches.open(CACHE);
  const kept = new Set((await cache.keys()).map((request) => request.url));
  const files = [".", ...FILES].filter((file) => !kept.has(address(file)));
  // Past the browser's own memory of files, which may be of another version.
  await Promise.all(files.map((file) => cache.add(new Request(address(file), { cache: "no-cache" }))));
}

function address(file) {
  return new URL(file, self.registration.scope).href;
}

// The version before stays for tabs that still show it.
async function removeOldCaches() {
  const old = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  await Promise.all(old.slice(0, -1).map((name) => caches.delete(name)));
}

async function answer(request) {
  const options = { ignoreSearch: true };
  const kept =
    (await caches.match(request, { ...options, cacheName: CACHE })) ?? (await caches.match(request, options));
  return isolated(kept ?? (await fetch(request)), request);
}

function isolated(response, request) {
  // Redirects and failures cannot be rebuilt, and need not be.
  if (response.status === 0 || response.redirected || response.type === "opaqueredirect") return response;
  const headers = new Headers(response.headers);
  headers.set("Cross-Origin-Opener-Policy", "same-origin");
  headers.set("Cross-Origin-Embedder-Policy", "require-corp");
  headers.set("Cross-Origin-Resource-Policy", "same-origin");
  if (request.mode !== "navigate") headers.set("Content-Security-Policy", WORKER_POLICY);
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}
