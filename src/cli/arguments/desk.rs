//! Arguments of `cvrank desk`.

use std::path::PathBuf;

use clap::Args;

use super::CommonOptions;

fn port(written: &str) -> Result<u16, String> {
    written.parse().map_err(|_| {
        "a port is a whole number from 1024 to 65535; leave --port out for one that is free"
            .to_owned()
    })
}

#[derive(Debug, Args)]
pub(crate) struct DeskOptions {
    /// Folder in which the desk keeps CVs, jobs and decisions; made where there is none
    #[arg(value_name = "FOLDER", default_value = "cvrank-desk")]
    pub(crate) folder: PathBuf,

    /// Port to listen on, of this machine alone [default: one that is free]
    #[arg(
        long,
        value_name = "PORT",
        default_value_t = 0,
        hide_default_value = true,
        value_parser = port
    )]
    pub(crate) port: u16,

    /// Only print the address, and open no browser
    #[arg(long)]
    pub(crate) no_open: bool,

    #[command(flatten)]
    pub(crate) common: CommonOptions,
}
