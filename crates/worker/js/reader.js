// Reads files ahead of the engine, in a thread of its own, so that reading and parsing go on at the same time.
//
// Hears { file, offset }: reads from there to the end of the file, and says { bytes }, …, { end: true }, or { fault }.
// What it said comes back as { buffer }, to be filled again: there are only so many.

const BUFFER_BYTES = 4 << 20;
// Some hundredths of a second ahead; the engine takes them one by one.
const MOST_BUFFERS = 8;
// Where a stream cannot be read into buffers (WebKit), slices are read at once.
const SLICES_IN_FLIGHT = 6;

let free = [];
let made = 0;
let wake = () => {};
// What is being read. Without it a browser may take a stream that waits for the disk for garbage, and nothing comes of it
// any more.
let held;

const nextBuffer = async () => {
  while (free.length === 0 && made === MOST_BUFFERS) {
    await new Promise((resolve) => (wake = resolve));
  }
  if (free.length > 0) return free.pop();
  made += 1;
  return new ArrayBuffer(BUFFER_BYTES);
};

const say = (bytes) => self.postMessage({ bytes }, [bytes.buffer]);

// A stream into buffers; none if the browser has no such streams.
const bufferReader = (blob) => {
  try {
    return blob.stream().getReader({ mode: "byob" });
  } catch {
    return undefined;
  }
};

const readStream = async (reader) => {
  for (;;) {
    let buffer = await nextBuffer();
    let filled = 0;
    let hasEnded = false;
    while (filled < buffer.byteLength && !hasEnded) {
      const { done, value } = await reader.read(new Uint8Array(buffer, filled));
      // The buffer was handed over, and comes back with the bytes.
      if (value) {
        buffer = value.buffer;
        filled += value.byteLength;
      }
      hasEnded = done;
    }
    if (filled > 0) say(new Uint8Array(buffer, 0, filled));
    if (hasEnded) return;
  }
};

const readSlices = async (file, offset) => {
  const reads = [];
  for (let next = offset; next < file.size || reads.length > 0; ) {
    while (reads.length < SLICES_IN_FLIGHT && next < file.size) {
      await nextBuffer();
      const read = file.slice(next, next + BUFFER_BYTES).arrayBuffer();
      // One that fails while another is waited for is heard of in its turn.
      read.catch(() => {});
      reads.push(read);
      next += BUFFER_BYTES;
    }
    say(new Uint8Array(await reads.shift()));
  }
};

const read = async (file, offset) => {
  const rest = file.slice(offset);
  const reader = bufferReader(rest);
  held = { file, rest, reader };
  await (reader ? readStream(reader) : readSlices(file, offset));
};

self.onmessage = async ({ data: { file, offset, buffer } }) => {
  if (buffer) {
    free.push(buffer);
    wake();
    return;
  }
  try {
    await read(file, offset);
    self.postMessage({ end: true });
  } catch (error) {
    self.postMessage({ fault: error.message ?? String(error) });
  }
};
