#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzz::debian::debian_lock(data));
