//! A reader that has seen enough, such as `head`: the program ends then, and says nothing.

/// As a shell shows what SIGPIPE ended
const ENDED: i32 = 128 + 13;

/// Ends the program where `print!` would panic because nobody reads on
pub fn end_quietly() {
    let loud = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        // `print!` gives nothing else to tell it by.
        let said = info.payload().downcast_ref::<String>();
        if said.is_some_and(|said| said.starts_with("failed printing to stdout: Broken pipe")) {
            std::process::exit(ENDED);
        }
        loud(info);
    }));
}
