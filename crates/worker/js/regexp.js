// Searches text by JavaScript's own regular expressions, as most tools on the web do it: for comparison.
//
// Hears { pieces: [[bytes, own, count, sum], …] }: letters in upper case, of which the first `own` may begin a match; how
// many matches the engine finds there, and their sum (`TextPiece` says what that is). Answers { decode_ms }.
// Hears { search: expressions, least_ms } and answers { runs, total_ms, matches }; hears { check: expressions } and answers
// { piece }: the first in which something else is found, or -1. Hears { list: expressions, piece, from, count } and answers
// { rows }: [start, length, strand, motif] of the matches in the piece, in order. Each expression is
// [source, length, strand, motif]: all that it matches has this length.

let pieces = [];

// Calls `found` with the start of each match. One begins anew one letter behind the former one's begin, so that overlapping
// ones are found. That is faster than looking ahead, which would end the browser's own skipping.
const scan = ({ text, own }, [source, length], found) => {
  const expression = new RegExp(source, "g");
  while (expression.test(text)) {
    const start = expression.lastIndex - length;
    if (start >= own) return;
    found(start);
    expression.lastIndex = start + 1;
  }
};

const count = (expressions) => {
  let matches = 0;
  for (const expression of expressions) {
    for (const piece of pieces) scan(piece, expression, () => (matches += 1));
  }
  return matches;
};

const sum = (piece, expressions) => {
  let matches = 0;
  let sum = 0;
  for (const expression of expressions) {
    const [, length, strand, motif] = expression;
    scan(piece, expression, (start) => {
      let hash = 0x811c9dc5;
      for (const word of [start, length, strand, motif]) {
        hash = Math.imul(hash ^ word, 0x9e3779b1);
        hash ^= hash >>> 15;
      }
      matches += 1;
      sum = (sum + hash) | 0;
    });
  }
  return [matches, sum >>> 0];
};

const answer = (data) => {
  if (data.pieces) {
    const began = performance.now();
    const decoder = new TextDecoder("latin1");
    for (const [bytes, own, count, sum] of data.pieces) {
      pieces.push({ text: decoder.decode(bytes), own, count, sum });
    }
    return { decode_ms: performance.now() - began };
  }
  if (data.search) {
    let runs = 0;
    let total_ms = 0;
    let matches = 0;
    while (runs === 0 || total_ms < data.least_ms) {
      const began = performance.now();
      matches = count(data.search);
      total_ms += performance.now() - began;
      runs += 1;
    }
    return { runs, total_ms, matches };
  }
  if (data.check) {
    const differs = (piece) => {
      const [matches, ofMatches] = sum(piece, data.check);
      return matches !== piece.count || ofMatches !== piece.sum;
    };
    return { piece: pieces.findIndex(differs) };
  }
  if (data.list) {
    const rows = [];
    for (const expression of data.list) {
      const [, ...others] = expression;
      scan(pieces[data.piece], expression, (start) => rows.push([start, ...others]));
    }
    const inOrder = (one, other) => one.map((word, at) => word - other[at]).find((by) => by) ?? 0;
    return { rows: rows.sort(inOrder).slice(data.from, data.from + data.count) };
  }
  pieces = [];
  return {};
};

self.onmessage = ({ data }) => {
  try {
    self.postMessage(answer(data));
  } catch (error) {
    self.postMessage({ fault: String(error) });
  }
};
