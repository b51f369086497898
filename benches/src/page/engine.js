// An engine of the site, started as the page starts one. What is exchanged are the messages of the page, in base64;
// times are taken here, where the page would take them.
const [threads, pages, input] = arguments;

window.bench?.worker.terminate();
const folder = document.querySelector("meta[name=engine]").content;
const worker = new Worker(`${folder}coordinator.js`, { type: "module", name: "engine" });
const faults = new BroadcastChannel(`motif-matcher-engine-bench-${Math.random()}`);
const events = [];
let postedAt = performance.now();
let wake = () => {};

const hear = (event) => {
  events.push(event);
  wake();
};
const fault = (reason) => hear({ fault: String(reason) });
const base64 = (bytes) => {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
};

faults.onmessage = ({ data }) => fault(data);
worker.onerror = (event) => fault(event.message);
worker.onmessage = ({ data }) => {
  const ms = performance.now() - postedAt;
  if (typeof data === "string") fault(data);
  else hear({ ms, message: base64(data) });
};
worker.postMessage({ build: "threads", threads, pages, faults: faults.name });

window.bench = {
  worker,
  post(text, withFile) {
    const message = [Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))];
    if (withFile) message.push(document.getElementById(input).files[0]);
    postedAt = performance.now();
    worker.postMessage(message);
  },
  // All that was heard since; waits for something to hear.
  hear(answer) {
    const tell = () => {
      wake = () => {};
      answer(events.splice(0));
    };
    if (events.length > 0) tell();
    else wake = tell;
  },
};
