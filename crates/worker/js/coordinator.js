// Starts the build of the engine that the page asks for. All later messages go to the engine itself.

// The engine's own words are bytes; a text is a fault that it could not tell itself.
const fault = (reason) => self.postMessage(String(reason));
self.addEventListener("error", (event) => fault(event.message));
self.addEventListener("unhandledrejection", (event) => fault(event.reason));

self.onmessage = async ({ data: { build, threads, pages, touchedBytes, faults } }) => {
  try {
    const engine = await import(`./${build}/worker.js`);
    // Shared memory gets all that it may ever have at once: it does not grow while threads use it.
    const memory = build === "threads"
      ? new WebAssembly.Memory({ initial: 64, maximum: pages, shared: true })
      : undefined;
    await engine.default({ memory });
    await engine.start(threads, faults, touchedBytes);
  } catch (error) {
    fault(error);
  }
};
