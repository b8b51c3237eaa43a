//! Any pages of lines and tables: the bytes choose titles, heads, codes and figures.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    juesuan_fuzz::reconcile_pages(bytes);
});
