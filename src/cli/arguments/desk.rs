//! Arguments of `cvrank desk`.

use std::path::PathBuf;

use clap::Args;

use super::CommonOptions;

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
        hide_default_value = true
    )]
    pub(crate) port: u16,

    /// Only print the address, and open no browser
    #[arg(long)]
    pub(crate) no_open: bool,

    #[command(flatten)]
    pub(crate) common: CommonOptions,
}
