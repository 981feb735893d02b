//! The door: parse, call the library, write.

mod cli;
#[cfg(feature = "desk")]
mod desk;

fn main() -> std::process::ExitCode {
    cli::main()
}
