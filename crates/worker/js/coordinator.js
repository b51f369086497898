// Starts the build of the engine that the page asks for. All later messages go to the engine itself.
self.onmessage = async ({ data: { build, threads, pages, faults } }) => {
  try {
    const engine = await import(`./${build}/worker.js`);
    // Shared memory gets all that it may ever have at once: it does not grow while threads use it.
    const memory = build === "threads"
      ? new WebAssembly.Memory({ initial: 64, maximum: pages, shared: true })
      : undefined;
    await engine.default({ memory });
    await engine.start(threads, faults);
  } catch (error) {
    self.postMessage(String(error));
  }
};
