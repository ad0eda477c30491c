#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzz::startup::startup_config(data));
