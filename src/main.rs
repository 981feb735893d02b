//! The door: parse, call the library, write.

mod cli;

fn main() -> std::process::ExitCode {
    cli::main()
}
