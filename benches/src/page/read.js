// Reads the chosen file and does nothing with its bytes: the least time that any opening could take. In workers, as the
// engine reads; they are there before the clock runs.
const [input, way, answer] = arguments;

const work = () => {
  // Slices in turn, so many under way at once.
  const slices = async (file, { sliceBytes, inFlight }) => {
    const reads = [];
    let bytes = 0;
    for (let from = 0; from < file.size || reads.length > 0; ) {
      while (reads.length < inFlight && from < file.size) {
        reads.push(file.slice(from, from + sliceBytes).arrayBuffer());
        from += sliceBytes;
      }
      bytes += (await reads.shift()).byteLength;
    }
    return bytes;
  };
  // Every so manieth slice, each worker of several its own.
  const synchronously = (file, { sliceBytes, workers }, worker) => {
    const reader = new FileReaderSync();
    let bytes = 0;
    for (let from = worker * sliceBytes; from < file.size; from += workers * sliceBytes) {
      bytes += reader.readAsArrayBuffer(file.slice(from, from + sliceBytes)).byteLength;
    }
    return bytes;
  };
  // What is being read. Without it a browser may take a stream that waits for the disk for garbage, and nothing comes of it
  // any more.
  const held = new Set();
  const drain = async (source, stream) => {
    const reader = stream.getReader();
    held.add({ source, reader });
    let bytes = 0;
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return bytes;
      bytes += value.byteLength;
    }
  };
  // A stream that is read into the same buffer again and again; each read gives its bytes, and false at the end.
  const intoOneBuffer = (stream, bufferBytes, isCopied) => {
    const reader = stream.getReader({ mode: "byob" });
    held.add(reader);
    const copy = isCopied && new Uint8Array(new SharedArrayBuffer(bufferBytes));
    let buffer = new ArrayBuffer(bufferBytes);
    return async () => {
      const { done, value } = await reader.read(new Uint8Array(buffer));
      if (done) {
        held.delete(reader);
        return false;
      }
      if (copy) copy.set(value);
      buffer = value.buffer;
      return value.byteLength;
    };
  };
  const intoBuffer = async (stream, bufferBytes, isCopied) => {
    const read = intoOneBuffer(stream, bufferBytes, isCopied);
    let bytes = 0;
    for (let now; (now = await read()); ) bytes += now;
    return bytes;
  };
  // Parts of the file as streams of their own, so many under way at once: in turns, or whatever comes first.
  const streams = async (file, { sliceBytes, inFlight, isInTurns, bufferBytes, isCopied }) => {
    let from = 0;
    let bytes = 0;
    const part = () => {
      const slice = file.slice(from, from + sliceBytes);
      from += sliceBytes;
      return slice.stream();
    };
    if (isInTurns) {
      const reads = [];
      while (from < file.size || reads.length > 0) {
        while (from < file.size && reads.length < inFlight) {
          reads.push(intoOneBuffer(part(), bufferBytes, isCopied));
        }
        for (const read of [...reads]) {
          const now = await read();
          if (now) bytes += now;
          else reads.splice(reads.indexOf(read), 1);
        }
      }
      return bytes;
    }
    const lane = async () => {
      while (from < file.size) {
        const read = await intoBuffer(part(), bufferBytes, isCopied);
        bytes += read;
      }
    };
    await Promise.all(Array.from({ length: inFlight }, lane));
    return bytes;
  };
  const ways = {
    slices,
    streams,
    synchronously,
    stream: (file) => drain(file, file.stream()),
    response: (file) => {
      const response = new Response(file);
      return drain(response, response.body);
    },
    intoBuffer: (file, { bufferBytes }) => intoBuffer(file.stream(), bufferBytes),
  };
  const hasStreamsIntoBuffers = () => {
    try {
      new Blob(["a"]).stream().getReader({ mode: "byob" });
      return true;
    } catch {
      return false;
    }
  };
  self.onmessage = async ({ data: { file, way, worker } }) => {
    try {
      self.postMessage({ bytes: await ways[way.kind](file, way, worker) });
    } catch (error) {
      self.postMessage({ fault: String(error) });
    }
  };
  self.postMessage({ hasStreamsIntoBuffers: hasStreamsIntoBuffers() });
};

const address = URL.createObjectURL(new Blob([`(${work})()`], { type: "text/javascript" }));
const workers = Array.from({ length: way.workers }, () => new Worker(address));
const heard = (worker) =>
  new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => (data.fault ? reject(data.fault) : resolve(data));
    worker.onerror = (event) => reject(event.message);
  });

const read = async () => {
  const [{ hasStreamsIntoBuffers }] = await Promise.all(workers.map(heard));
  const isIntoBuffers = ["intoBuffer", "streams"].includes(way.kind);
  if (isIntoBuffers && !hasStreamsIntoBuffers) return { isMissing: true };
  const file = document.getElementById(input).files[0];
  const began = performance.now();
  const parts = workers.map((worker, index) => {
    worker.postMessage({ file, way, worker: index });
    return heard(worker);
  });
  const bytes = (await Promise.all(parts)).reduce((sum, part) => sum + part.bytes, 0);
  const ms = performance.now() - began;
  if (bytes !== file.size) throw `${bytes} of ${file.size} bytes were read`;
  return { ms };
};

const finish = (result) => {
  for (const worker of workers) worker.terminate();
  URL.revokeObjectURL(address);
  answer(result);
};
read().then(finish, (reason) => finish({ fault: String(reason) }));
