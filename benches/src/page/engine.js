// An engine of the site, started as the page starts one, and asked as the page asks. Messages are those of the page, in
// base64; times are taken here, where the page would take them, from the begin of this script's work on.
//
// Starts an engine if there is a plan for one, and sends the requests, each as soon as the former is answered. Gives the
// last event that follows from each, the first being that the engine is ready.
const [plan, requests, answer] = arguments;

const base64 = (bytes) => {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
};
const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

const start = ({ threads, pages, touchedBytes }) => {
  const folder = document.querySelector("meta[name=engine]").content;
  const worker = new Worker(`${folder}coordinator.js`, { type: "module", name: "engine" });
  const faults = new BroadcastChannel(`motif-matcher-engine-bench-${Math.random()}`);
  const engine = {
    // The next event that does not begin so; it is heard at once, and made into text later.
    answerTo: (progress) =>
      new Promise((resolve, reject) => {
        const fault = (reason) => reject(String(reason));
        faults.onmessage = ({ data }) => fault(data);
        worker.onerror = (event) => fault(event.message);
        worker.onmessage = ({ data }) => {
          if (typeof data === "string") fault(data);
          else if (!progress.length || progress.some((byte, at) => byte !== data[at])) {
            resolve([performance.now(), data]);
          }
        };
      }),
    post: (message, files) => worker.postMessage([message, ...files]),
    end: () => {
      worker.terminate();
      faults.close();
    },
  };
  const ready = engine.answerTo([]);
  worker.postMessage({ build: "threads", threads, pages, touchedBytes, faults: faults.name });
  window.benchEngine = engine;
  return ready;
};

const work = async () => {
  const messages = requests.map(({ message, progress, files, firstBytes }) => ({
    message: bytes(message),
    progress: bytes(progress),
    files: files ? [...document.getElementById(files).files] : [],
    firstBytes,
  }));
  const began = performance.now();
  const heard = [];
  // The page looks at the first bytes of a file that was chosen.
  for (const { files, firstBytes } of messages) {
    for (const file of files) await file.slice(0, firstBytes).arrayBuffer();
  }
  if (plan) heard.push(await start(plan));
  const engine = window.benchEngine;
  for (const { message, progress, files } of messages) {
    const event = engine.answerTo(progress);
    engine.post(message, files);
    heard.push(await event);
  }
  return heard.map(([ms, event]) => ({ ms: ms - began, message: base64(event) }));
};

work().then(answer, (reason) => answer({ fault: String(reason) }));
