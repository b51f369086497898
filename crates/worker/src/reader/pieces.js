// Reads a stream until there are so many bytes, or it ends, and gives the pieces that came. For each piece that Rust waits for itself, all
// that waits there is woken, which takes longer than this loop.
export const readPieces = async (reader, leastBytes) => {
  const pieces = [];
  for (let bytes = 0; bytes < leastBytes; ) {
    const { done, value } = await reader.read();
    if (done) break;
    pieces.push(value);
    bytes += value.byteLength;
  }
  return pieces;
};
