// Reads files ahead of the engine, in a thread of its own, so that reading and parsing go on at the same time.
//
// Hears { file, offset }: reads from there to the end of the file, and says { bytes }, …, { end: true }, or { fault }.
// What it said comes back as { buffer }, to be filled again: there are only so many.

// What is said at once, and what at first, so that the engine begins early.
const BUFFER_BYTES = 4 << 20;
const FIRST_BYTES = 64 << 10;
// The file is read in parts, several at once, each as a stream: a browser's processes wait less for one another so. Opening a stream
// takes so long that parts should be large.
const PART_BYTES = 32 << 20;
const PARTS_IN_FLIGHT = 3;
// Enough for all parts but the first to be there as a whole, and some of the first, which always goes on: 80 MiB.
const MOST_BUFFERS = ((PARTS_IN_FLIGHT - 1) * PART_BYTES) / BUFFER_BYTES + 4;

// So long after the last file, in ms, no other is about to come, and the buffers are not kept.
const IDLE_MS = 1000;

let free = [];
let made = 0;
let isReading = false;
let forgetting;
// Who waits for a buffer: the parts, and how to go on.
const waiting = [];
// What is being read. Without it a browser may take a stream that waits for the disk for garbage, and nothing comes of it
// any more.
const held = new Set();

const nextBuffer = (part) => {
  if (free.length > 0) return free.pop();
  if (made < MOST_BUFFERS) {
    made += 1;
    return new ArrayBuffer(BUFFER_BYTES);
  }
  return new Promise((resolve) => waiting.push({ part, resolve }));
};

// The part that is said first goes on first.
const giveBack = (buffer) => {
  if (waiting.length === 0) {
    free.push(buffer);
    return;
  }
  waiting.sort((one, other) => one.part - other.part);
  waiting.shift().resolve(buffer);
};

const say = (bytes) => self.postMessage({ bytes }, [bytes.buffer]);

// Fills the buffer from a stream, up to this byte at least. Gives its bytes, and whether the stream has ended before.
const fill = async (reader, buffer, least) => {
  let filled = 0;
  while (filled < least) {
    const { done, value } = await reader.read(new Uint8Array(buffer, filled));
    // The buffer was handed over, and comes back with the bytes.
    if (value) {
      buffer = value.buffer;
      filled += value.byteLength;
    }
    if (done) return { bytes: new Uint8Array(buffer, 0, filled), hasEnded: true };
  }
  return { bytes: new Uint8Array(buffer, 0, filled), hasEnded: false };
};

const readPart = async (blob, index, take) => {
  const reader = blob.stream().getReader({ mode: "byob" });
  held.add(reader);
  for (let length = 0; length < blob.size; ) {
    const least = index === 0 && length === 0 ? FIRST_BYTES : BUFFER_BYTES;
    const { bytes, hasEnded } = await fill(reader, await nextBuffer(index), least);
    // What is taken is handed over, and has no length any more.
    length += bytes.length;
    take(bytes);
    if (hasEnded && length < blob.size) throw new Error("the file is not as long as it was");
  }
  reader.cancel();
  held.delete(reader);
};

// Reads parts of the file, several at once, and says what comes of the first of them; of the others it is kept until it is their turn.
const read = async (file, offset) => {
  const parts = [];
  for (let index = 0, next = offset; next < file.size || parts.length > 0; ) {
    while (parts.length < PARTS_IN_FLIGHT && next < file.size) {
      const part = { early: [], take: (bytes) => part.early.push(bytes) };
      part.end = readPart(file.slice(next, next + PART_BYTES), index, (bytes) => part.take(bytes));
      // One that fails while another is waited for is heard of in its turn.
      part.end.catch(() => {});
      parts.push(part);
      index += 1;
      next += PART_BYTES;
    }
    const first = parts[0];
    first.early.forEach(say);
    first.take = say;
    await first.end;
    parts.shift();
  }
};

const forgetBuffersSoon = () => {
  clearTimeout(forgetting);
  forgetting = setTimeout(() => {
    free = [];
    made = 0;
  }, IDLE_MS);
};

self.onmessage = async ({ data: { file, offset, buffer } }) => {
  if (buffer) {
    giveBack(buffer);
    if (!isReading) forgetBuffersSoon();
    return;
  }
  clearTimeout(forgetting);
  isReading = true;
  try {
    await read(file, offset);
    self.postMessage({ end: true });
  } catch (error) {
    self.postMessage({ fault: error.message ?? String(error) });
  }
  isReading = false;
  forgetBuffersSoon();
};
