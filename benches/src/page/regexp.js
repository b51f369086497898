// The same search by JavaScript's own regular expressions, in a worker of the same page: every record as one string,
// every length of the motif and both strands one after another.
const [input, patterns, answer] = arguments;

const work = () => {
  // Records in upper case without line ends, as strings.
  const read = async (file) => {
    const decoder = new TextDecoder("latin1");
    const records = [];
    let parts = [];
    let rest = "";
    const take = (text) => {
      const [sequence, ...others] = text.split(/^>.*\n/m);
      parts.push(sequence.replace(/[\r\n]+/g, "").toUpperCase());
      for (const other of others) {
        records.push(parts.join(""));
        parts = [other.replace(/[\r\n]+/g, "").toUpperCase()];
      }
    };
    for await (const bytes of file.stream()) {
      const text = rest + decoder.decode(bytes, { stream: true });
      const end = text.lastIndexOf("\n") + 1;
      take(text.slice(0, end));
      rest = text.slice(end);
    }
    take(`${rest}\n`);
    records.push(parts.join(""));
    return records;
  };

  // Every match begins anew one letter behind the former one's begin, so that overlapping ones are counted. That is
  // faster than looking ahead, which would end the engine's own skipping.
  const count = (text, source, length) => {
    const expression = new RegExp(source, "g");
    let matches = 0;
    while (expression.test(text)) {
      matches += 1;
      expression.lastIndex -= length - 1;
    }
    return matches;
  };

  self.onmessage = async ({ data: { file, patterns } }) => {
    try {
      const start = performance.now();
      const records = await read(file);
      const loaded = performance.now();
      let matches = 0;
      for (const [source, length] of patterns) {
        for (const record of records) matches += count(record, source, length);
      }
      const load_ms = loaded - start;
      self.postMessage({ load_ms, search_ms: performance.now() - loaded, matches });
    } catch (error) {
      self.postMessage({ fault: String(error) });
    }
  };
};

const address = URL.createObjectURL(new Blob([`(${work})()`], { type: "text/javascript" }));
const worker = new Worker(address);
const finish = (result) => {
  worker.terminate();
  URL.revokeObjectURL(address);
  answer(result);
};
worker.onerror = (event) => finish({ fault: event.message });
worker.onmessage = ({ data }) => finish(data);
worker.postMessage({ file: document.getElementById(input).files[0], patterns });
