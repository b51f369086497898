//! What becomes of the bytes of files: text, and of that a genome.

use engine::input::TextSink;
use engine::{Compression, Decoder, GenomeBuilder, OpenError, Pool};
use protocol::Holding;

use crate::clock::now_ms;
use crate::pool;

/// Bytes of a compressed file that are decoded together, if they are there. Of a plain file each piece is parsed as it comes.
const ENOUGH_COMPRESSED_BYTES: usize = 12 << 20;
/// The same of what threads share: at the end they wait for one another.
const ENOUGH_SHARED_BYTES: usize = 24 << 20;

/// Decodes what is read, and parses and packs what comes of it, on whichever thread.
pub(crate) struct Packing {
    pub(crate) builder: GenomeBuilder,
    /// Of the file that is being read.
    pub(crate) decoder: Decoder,
    pub(crate) text_bytes: u64,
    /// Inflating, in ms; 0 of plain files.
    pub(crate) decompress_ms: f64,
    /// Parsing and packing, in ms.
    pub(crate) parse_ms: f64,
}

impl Packing {
    pub(crate) fn new(raw_name: &str, holding: Holding) -> Self {
        let builder = GenomeBuilder::new(raw_name);
        Self {
            builder: match holding {
                Holding::ReadAgain => builder.without_planes(),
                _ => builder,
            },
            decoder: decoder_on_pool(),
            text_bytes: 0,
            decompress_ms: 0.0,
            parse_ms: 0.0,
        }
    }

    /// Begins with another file.
    pub(crate) fn begin_text(&mut self, raw_name: &str) {
        self.builder.begin_text(raw_name);
        self.decoder = decoder_on_pool();
    }

    /// Whether the pool packs while this thread takes in what comes next. A plain file's pieces are packed by the thread that takes them
    /// in: handing them over gains nothing in Chromium, and takes a tenth longer in Firefox.
    #[cfg(feature = "threads")]
    pub(crate) fn can_go_on_elsewhere(&self) -> bool {
        self.is_compressed() && pool::pool().threads() > 1
    }

    fn is_compressed(&self) -> bool {
        self.decoder.compression() != Compression::Plain
    }

    /// Bytes that are pushed together if they are there.
    pub(crate) fn enough_bytes(&self) -> usize {
        match self.decoder.compression() {
            Compression::Plain => 0,
            Compression::Bgzf if pool::pool().threads() > 1 => ENOUGH_SHARED_BYTES,
            _ => ENOUGH_COMPRESSED_BYTES,
        }
    }

    pub(crate) fn push(&mut self, bytes: &[u8]) -> Result<(), OpenError> {
        self.decode(|decoder, text| decoder.push(bytes, text))
    }

    pub(crate) fn end_text(&mut self) -> Result<(), OpenError> {
        self.decode(Decoder::finish)?;
        self.builder.end_text()
    }

    /// Decodes, and parses what comes of it; each is timed apart.
    fn decode(
        &mut self,
        decode: impl FnOnce(&mut Decoder, &mut TextSink<'_>) -> Result<(), OpenError>,
    ) -> Result<(), OpenError> {
        let builder = &mut self.builder;
        let (mut parse_ms, mut text_bytes) = (0.0, 0);
        let began_ms = now_ms();
        let decoded = decode(&mut self.decoder, &mut |text| {
            let began_ms = now_ms();
            let parsed = builder.push(text);
            parse_ms += now_ms() - began_ms;
            text_bytes += text.len() as u64;
            parsed
        });
        let passed_ms = now_ms() - began_ms;
        if self.is_compressed() {
            self.decompress_ms += passed_ms - parse_ms;
        }
        self.parse_ms += parse_ms;
        self.text_bytes += text_bytes;
        decoded
    }

    /// How long decoding and parsing have taken.
    #[cfg(feature = "threads")]
    pub(crate) fn worked_ms(&self) -> f64 {
        self.decompress_ms + self.parse_ms
    }
}

fn decoder_on_pool() -> Decoder {
    Decoder::new().on(Box::new(pool::pool()))
}
