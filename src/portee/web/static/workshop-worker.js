// Keeps the canvas of a workshop and its files on the device, and shows them when there is no network.
const SHELF = "portee-workshops-1";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("message", (event) => {
  const kept = caches.open(SHELF).then((shelf) => shelf.addAll(event.data.keep));
  event.waitUntil(kept.then(() => event.source.postMessage("kept")));
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const path = new URL(request.url).pathname;
  if (request.method !== "GET" || path.endsWith("/token")) return;
  event.respondWith(
    fetch(request).catch(async () => (await caches.match(request, { ignoreVary: true })) ?? Response.error()),
  );
});
