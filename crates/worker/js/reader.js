// Reads files ahead of the engine, in a thread of its own, so that reading and parsing go on at the same time.
//
// Hears { file, offset, isLittle }: reads from there to the end of the file, and says { bytes }, …, { end: true }, or { fault }, or
// { refusedBytes } if it has no memory. Where a little is wanted, it reads no more than a little ahead.
// What it said comes back as { buffer }, to be filled again: there are only so many. If a large file is about to come, it hears
// { isComing: true }, and makes them before.

// What is said at once, and what at first, so that the engine begins early.
const BUFFER_BYTES = 4 << 20;
const FIRST_BYTES = 64 << 10;
// The file is read in parts, several under way at once, each as a stream: a browser's processes wait less for one another so. The streams
// are read in turns, so that each has more ready when it is its turn.
const PART_BYTES = 32 << 20;
const PARTS_IN_FLIGHT = 4;
// Enough for all parts but the first to be there as a whole, and some of the first, which always goes on: 112 MiB.
const MOST_BUFFERS = ((PARTS_IN_FLIGHT - 1) * PART_BYTES) / BUFFER_BYTES + 4;
// Where a little is wanted.
const FEW_BUFFERS = 4;

// A system hands out memory in pages of so many bytes, or of more, each when it is first written to.
const PAGE_BYTES = 4 << 10;

// So long after the last file, in ms, no other is about to come, and the buffers are not kept.
const IDLE_MS = 1000;

let free = [];
let made = 0;
let mostBuffers = MOST_BUFFERS;
let isReading = false;
let forgetting;
// How to go on, if the first part waits for a buffer.
let wanted;
// What is being read. Without it a browser may take a stream that waits for the disk for garbage, and nothing comes of it
// any more.
const held = new Set();

const freeBuffer = () => {
  if (free.length === 0 && made < mostBuffers) {
    const buffer = new ArrayBuffer(BUFFER_BYTES);
    made += 1;
    return buffer;
  }
  return free.pop();
};

// Makes the buffers that are missing, one after another, as long as no file comes.
const makeAhead = () => {
  if (isReading || made >= MOST_BUFFERS) return;
  let bytes;
  try {
    bytes = new Uint8Array(BUFFER_BYTES);
  } catch {
    // What is refused now may be had when it is needed.
    return;
  }
  for (let at = 0; at < BUFFER_BYTES; at += PAGE_BYTES) bytes[at] = 1;
  made += 1;
  free.push(bytes.buffer);
  setTimeout(makeAhead);
};

const returnedBuffer = () =>
  new Promise((resolve) => {
    wanted = resolve;
  });

const giveBack = (buffer) => {
  if (wanted) wanted(buffer);
  else free.push(buffer);
  wanted = undefined;
};

const beginPart = (blob, leastBytes) => {
  const reader = blob.stream().getReader({ mode: "byob" });
  held.add(reader);
  return { reader, leastBytes, missingBytes: blob.size, buffer: undefined, filled: 0, ready: [], fault: undefined };
};

// Reads what the stream has into the part's buffer; what is full is ready.
const readOnce = async (part) => {
  const { done, value } = await part.reader.read(new Uint8Array(part.buffer, part.filled));
  // The buffer was handed over, and comes back with the bytes.
  if (value) {
    part.buffer = value.buffer;
    part.filled += value.byteLength;
    part.missingBytes -= value.byteLength;
  }
  if (part.filled >= part.leastBytes || part.missingBytes === 0) {
    part.ready.push(new Uint8Array(part.buffer, 0, part.filled));
    part.buffer = undefined;
    part.filled = 0;
    part.leastBytes = BUFFER_BYTES;
  }
  if (part.missingBytes === 0) {
    part.reader.cancel();
    held.delete(part.reader);
  } else if (done) {
    throw new Error("the file is not as long as it was");
  }
};

// Says what is ready of the first part. Those that are said as a whole go; one that has failed is heard of in its turn.
const sayReady = (parts) => {
  while (parts.length > 0) {
    const [first] = parts;
    for (const bytes of first.ready.splice(0)) self.postMessage({ bytes }, [bytes.buffer]);
    if (first.fault) throw first.fault;
    if (first.missingBytes > 0) return;
    parts.shift();
  }
};

// Makes no more buffers than so many, and gives up those that are more.
const keepTo = (most) => {
  mostBuffers = most;
  made -= free.splice(most).length;
};

const read = async (file, offset, partsInFlight) => {
  const parts = [];
  for (let next = offset; next < file.size || parts.length > 0; ) {
    while (parts.length < partsInFlight && next < file.size) {
      const leastBytes = next === offset ? FIRST_BYTES : BUFFER_BYTES;
      parts.push(beginPart(file.slice(next, next + PART_BYTES), leastBytes));
      next += PART_BYTES;
    }
    for (const part of [...parts]) {
      if (part.fault || part.missingBytes === 0) continue;
      part.buffer ??= freeBuffer();
      // Only the first waits: what it has said comes back, whatever the others have.
      if (!part.buffer && part === parts[0]) part.buffer = await returnedBuffer();
      if (!part.buffer) continue;
      try {
        await readOnce(part);
      } catch (error) {
        part.fault = error;
      }
      sayReady(parts);
    }
  }
};

const forgetBuffersSoon = () => {
  clearTimeout(forgetting);
  forgetting = setTimeout(() => {
    // Those that are still away may come back.
    made -= free.length;
    free = [];
  }, IDLE_MS);
};

self.onmessage = async ({ data: { file, offset, isLittle, buffer, isComing } }) => {
  if (buffer) {
    giveBack(buffer);
    if (!isReading) forgetBuffersSoon();
    return;
  }
  clearTimeout(forgetting);
  if (isComing) {
    makeAhead();
    return;
  }
  isReading = true;
  try {
    keepTo(isLittle ? FEW_BUFFERS : MOST_BUFFERS);
    await read(file, offset, isLittle ? 1 : PARTS_IN_FLIGHT);
    self.postMessage({ end: true });
  } catch (error) {
    // Of a file no browser says this.
    const isRefused = error instanceof RangeError;
    self.postMessage(isRefused ? { refusedBytes: BUFFER_BYTES } : { fault: error.message ?? String(error) });
  }
  isReading = false;
  forgetBuffersSoon();
};
