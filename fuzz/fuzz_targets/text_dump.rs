//! Any bytes as a text dump.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(init: juesuan_fuzz::keep_engine_panics(), |bytes: &[u8]| {
    juesuan_fuzz::text_dump(bytes);
});
