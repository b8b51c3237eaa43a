//! Any bytes as the content of a page that has fonts, forms, layers and pictures to name.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(init: juesuan_fuzz::keep_engine_panics(), |bytes: &[u8]| {
    juesuan_fuzz::content_stream(bytes);
});
