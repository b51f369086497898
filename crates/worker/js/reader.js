// Reads files ahead of the engine, in a thread of its own, so that reading and parsing go on at the same time.
//
// Hears { file, offset }: reads from there to the end of the file, and says { bytes }, …, { end: true }, or { fault }.
// What it said comes back as { buffer }, to be filled again: there are only so many.

const BUFFER_BYTES = 4 << 20;
// Some hundredths of a second ahead; the engine takes them one by one.
const MOST_BUFFERS = 8;
// Parts that are read at once where there is no stream into buffers (WebKit), or where such a stream reads little ahead (Firefox).
const SLICES_IN_FLIGHT = 6;
const STREAMS_IN_FLIGHT = 3;
// No other family of browsers has this.
const IS_CHROMIUM = "userAgentData" in navigator;

let free = [];
let made = 0;
let wake = () => {};
// What is being read. Without it a browser may take a stream that waits for the disk for garbage, and nothing comes of it
// any more.
const held = new Set();

const nextBuffer = async () => {
  while (free.length === 0 && made === MOST_BUFFERS) {
    await new Promise((resolve) => (wake = resolve));
  }
  if (free.length > 0) return free.pop();
  made += 1;
  return new ArrayBuffer(BUFFER_BYTES);
};

const say = (bytes) => self.postMessage({ bytes }, [bytes.buffer]);

const hasStreamsIntoBuffers = () => {
  try {
    return Boolean(new Blob().stream().getReader({ mode: "byob" }));
  } catch {
    return false;
  }
};

// Fills the buffer from a stream. Gives its bytes, and whether the stream has ended before it was full.
const fill = async (reader, buffer) => {
  let filled = 0;
  while (filled < buffer.byteLength) {
    const { done, value } = await reader.read(new Uint8Array(buffer, filled));
    // The buffer was handed over, and comes back with the bytes.
    if (value) {
      buffer = value.buffer;
      filled += value.byteLength;
    }
    if (done) return { bytes: new Uint8Array(buffer, 0, filled), hasEnded: true };
  }
  return { bytes: new Uint8Array(buffer), hasEnded: false };
};

const readStream = async (blob) => {
  const reader = blob.stream().getReader({ mode: "byob" });
  held.add(reader);
  for (let hasEnded = false; !hasEnded; ) {
    const read = await fill(reader, await nextBuffer());
    if (read.bytes.length > 0) say(read.bytes);
    hasEnded = read.hasEnded;
  }
  held.delete(reader);
};

// Reads parts of the file, so many at once, and says them in their order.
const readParts = async (file, offset, mostInFlight, readPart) => {
  const reads = [];
  for (let next = offset; next < file.size || reads.length > 0; ) {
    while (reads.length < mostInFlight && next < file.size) {
      const part = file.slice(next, next + BUFFER_BYTES);
      const read = readPart(part, await nextBuffer());
      // One that fails while another is waited for is heard of in its turn.
      read.catch(() => {});
      reads.push({ part, read });
      next += BUFFER_BYTES;
    }
    const { part, read } = reads.shift();
    const bytes = await read;
    const isWhole = bytes.length === part.size;
    say(bytes);
    if (!isWhole) {
      // The engine sees that the file is not as long as it was. What was read behind it is no use, but its buffers are.
      for (const { read } of reads) free.push((await read).buffer);
      return;
    }
  }
};

const slice = async (part) => new Uint8Array(await part.arrayBuffer());

const stream = async (part, buffer) => {
  const reader = part.stream().getReader({ mode: "byob" });
  held.add(reader);
  const { bytes } = await fill(reader, buffer);
  reader.cancel();
  held.delete(reader);
  return bytes;
};

const read = (file, offset) => {
  if (!hasStreamsIntoBuffers()) return readParts(file, offset, SLICES_IN_FLIGHT, slice);
  if (IS_CHROMIUM) return readStream(file.slice(offset));
  return readParts(file, offset, STREAMS_IN_FLIGHT, stream);
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
