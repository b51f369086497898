// Adds the headers that isolate the page (and so allow shared memory) to all that the site serves, for hosts
// that cannot send them; and keeps what was loaded, so that the page opens without a network.
// The network comes first: a new version of the site is never held back.

const VERSION = "{version}";
const FILES = [/*{files}*/];
const CACHE = `motif-matcher-${VERSION}`;

self.addEventListener("install", () => self.skipWaiting());

self.addEventListener("activate", (event) => {
  event.waitUntil(removeOldCaches().then(() => self.clients.claim()));
  // Not waited for: the page need not wait until all is kept, and what is missing is kept when it is loaded.
  keepAll();
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const isOurs = request.url.startsWith(self.registration.scope);
  if (isOurs && request.method === "GET") event.respondWith(answer(request));
});

async function removeOldCaches() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith("motif-matcher-") && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
}

async function answer(request) {
  try {
    const response = await fetch(request);
    if (response.status === 200) await keep(request, response.clone());
    return isolated(response);
  } catch (error) {
    const kept = await caches.match(request, { cacheName: CACHE, ignoreSearch: true });
    if (kept) return isolated(kept);
    throw error;
  }
}

async function keepAll() {
  const cache = await caches.open(CACHE);
  await Promise.allSettled([".", ...FILES].map((file) => cache.add(file)));
}

async function keep(request, response) {
  try {
    await (await caches.open(CACHE)).put(request, response);
  } catch {
    // No room: the page works, only not without a network.
  }
}

function isolated(response) {
  // Redirects and failures cannot be rebuilt, and need not be.
  if (response.status === 0 || response.redirected || response.type === "opaqueredirect") return response;
  const headers = new Headers(response.headers);
  headers.set("Cross-Origin-Opener-Policy", "same-origin");
  headers.set("Cross-Origin-Embedder-Policy", "require-corp");
  headers.set("Cross-Origin-Resource-Policy", "same-origin");
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}
