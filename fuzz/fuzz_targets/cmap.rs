//! Any bytes as a CMap inside a font: from codes to Unicode, from codes to glyphs, or both.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(init: juesuan_fuzz::keep_engine_panics(), |bytes: &[u8]| {
    juesuan_fuzz::cmap(bytes);
});
