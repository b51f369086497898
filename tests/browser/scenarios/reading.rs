//! The thread that reads files ahead of the engine, by itself.

use serde_json::{Value, json};

use crate::page::Page;

/// Buffers that the thread may have, as `reader.js` says.
const MOST_BUFFERS: u64 = 28;
/// The same where a little is wanted.
const FEW_BUFFERS: u64 = 4;
/// More than all buffers hold, in bytes.
const FILE_BYTES: u64 = 144 << 20;
/// Some byte within the file, to be read from.
const OFFSET: u64 = 1_234_567;

/// Reads a file that is made up, and a small one after it. Gives how many buffers were out of the thread's hands at most, while none was given
/// back until nothing more came, and whether all bytes were those of the files.
const READ: &str = r#"
    const [fileBytes, offset, isLittle, waits, mostBuffers, answer] = arguments;
    // In a worker, as the engine is: what a driver's scripts do with bytes is slow.
    const work = ({ data: { reader, fileBytes, offset, isLittle, waits } }) => {
      // No part of the file and no buffer is as long, so that bytes in the wrong place are seen.
      const pattern = Uint8Array.from({ length: 1_000_003 }, (_, at) => (at * 2_654_435_761) >>> 24);
      const file = (bytes) => {
        const times = Math.ceil(bytes / pattern.length);
        return new File([new Blob(Array(times).fill(pattern)).slice(0, bytes)], "made-up");
      };
      const isPattern = (bytes, from) => bytes.every((byte, at) => byte === pattern[(from + at) % pattern.length]);
      const after = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
      const thread = new Worker(reader);
      let heard;
      thread.onmessage = ({ data }) => heard(data);
      thread.onerror = ({ message }) => heard({ fault: message });
      // How many bytes came from there on, if they are right, and how many buffers were away at most. Holds all until no more come, if it
      // is to.
      const read = (file, offset, isHolding) =>
        new Promise((resolve, reject) => {
          const held = [];
          let [at, most, last] = [offset, 0, performance.now()];
          const giveBack = () => {
            for (const buffer of held.splice(0)) thread.postMessage({ buffer }, [buffer]);
          };
          heard = ({ bytes, end, fault, refusedBytes }) => {
            last = performance.now();
            if (fault) return reject(fault);
            if (refusedBytes) return reject(`${refusedBytes} bytes were refused`);
            if (end) return resolve({ bytes: at - offset, most });
            if (!isPattern(bytes, at)) return reject(`other bytes than expected from ${at} on`);
            at += bytes.length;
            held.push(bytes.buffer);
            most = Math.max(most, held.length);
            if (!isHolding) giveBack();
          };
          const release = async () => {
            while (performance.now() - last < 1000) await after(100);
            isHolding = false;
            giveBack();
          };
          thread.postMessage({ file, offset, isLittle });
          if (isHolding) release();
        });
      const run = async () => {
        if (waits !== null) {
          thread.postMessage({ isComing: true });
          await after(waits);
        }
        const large = await read(file(fileBytes), offset, true);
        const small = await read(file(1000), 0, false);
        return { large: large.bytes, small: small.bytes, most: large.most };
      };
      run().then(self.postMessage.bind(self), (reason) => self.postMessage({ fault: String(reason) }));
    };
    const address = URL.createObjectURL(new Blob([`self.onmessage = ${work}`], { type: "text/javascript" }));
    const worker = new Worker(address);
    const finish = (outcome) => {
      // The thread that reads ends with it.
      worker.terminate();
      URL.revokeObjectURL(address);
      answer(outcome);
    };
    worker.onmessage = ({ data }) => finish(data);
    worker.onerror = ({ message }) => finish({ fault: message });
    const folder = document.querySelector("meta[name=engine]").content;
    // The thread's script, in a browser that has no more memory than that for its buffers.
    const script = `
      let left = ${mostBuffers};
      const Buffer = ArrayBuffer;
      self.ArrayBuffer = function (bytes) {
        if (left === 0) throw new RangeError("Array buffer allocation failed");
        left -= 1;
        return new Buffer(bytes);
      };
      importScripts("${new URL(`${folder}reader.js`, document.baseURI)}");
    `;
    const reader = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
    worker.postMessage({ reader, fileBytes, offset, isLittle, waits });
"#;

/// Reads with a thread that may make so many buffers, and begins to that long before the file comes, in ms.
fn read(page: &Page, is_little: bool, waits_ms: Option<u32>, most_buffers: u64) -> Value {
    let arguments = [
        json!(FILE_BYTES),
        json!(OFFSET),
        json!(is_little),
        json!(waits_ms),
        json!(most_buffers),
    ];
    page.session.script_with_answer(READ, &arguments)
}

/// All bytes come in their order, and no more buffers are out than there may be: whether they are made when they are needed, before a file
/// comes, or a file comes meanwhile; and few where a little is wanted.
pub(crate) fn reader_keeps_to_its_buffers(page: &Page) {
    for (is_little, waits_ms, most_buffers) in [
        (false, None, MOST_BUFFERS),
        (false, Some(1000), MOST_BUFFERS),
        (false, Some(20), MOST_BUFFERS),
        (true, None, FEW_BUFFERS),
        (true, Some(1000), FEW_BUFFERS),
    ] {
        let read = read(page, is_little, waits_ms, 2 * MOST_BUFFERS);
        assert_eq!(read["large"], json!(FILE_BYTES - OFFSET), "{read}");
        assert_eq!(read["small"], json!(1000), "{read}");
        let most = read["most"].as_u64().unwrap();
        assert!(
            (2..=most_buffers).contains(&most),
            "{most} of {most_buffers} buffers, {waits_ms:?}"
        );
    }
}

/// Memory that is refused is no fault of the file.
pub(crate) fn reader_tells_refused_memory(page: &Page) {
    let read = read(page, false, None, MOST_BUFFERS / 2);
    assert_eq!(read["fault"], json!("4194304 bytes were refused"), "{read}");
}
