//! The program: one command, one error, one code.

use std::process::ExitCode;

fn main() -> ExitCode {
    preau::command::run(std::env::args_os())
}
