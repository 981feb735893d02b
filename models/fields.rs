//! Makes the benchmark `fields`: the invented posts of `data/fields/jobs`, and of a table of CVs
//! with the columns id, category and text (JSON lines) every third, labelled 1 for the post of
//! its category and 0 for the others.
//!
//!     cargo run --release --example fields -- ../shared/data/corpora/resumes_2484.jsonl FOLDER

use std::error::Error;
use std::fs;
use std::path::Path;

use serde::Deserialize;

#[derive(Deserialize)]
struct Row {
    id: String,
    category: String,
    text: String,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [table, folder] = arguments.as_slice() else {
        return Err("expected two arguments: the table of CVs and the folder to make".into());
    };
    make(Path::new(table), Path::new(folder))
}

/// Writes `jobs/`, `cvs/` and `labels.csv` into `folder`.
pub(crate) fn make(table: &Path, folder: &Path) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(folder.join("cvs"))?;
    fs::create_dir_all(folder.join("jobs"))?;
    let posts = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/fields/jobs");
    let mut jobs = Vec::new();
    for post in fs::read_dir(posts)? {
        let path = post?.path();
        let (Some(stem), Some(name)) = (path.file_stem(), path.file_name()) else {
            continue;
        };
        fs::copy(&path, folder.join("jobs").join(name))?;
        jobs.push(stem.to_string_lossy().into_owned());
    }
    jobs.sort();
    let mut labels = "job_id,cv_id,grade\n".to_owned();
    for line in fs::read_to_string(table)?.lines().step_by(3) {
        let row: Row = serde_json::from_str(line)?;
        let category = row.category.to_lowercase().replace('-', "_");
        // The first line is a title, in a tenth of them the category itself.
        let text = row.text.split_once('\n').map_or("", |(_, text)| text);
        fs::write(folder.join("cvs").join(format!("{}.txt", row.id)), text)?;
        for job in &jobs {
            labels.push_str(&format!(
                "{job},{},{}\n",
                row.id,
                u8::from(*job == category)
            ));
        }
    }
    fs::write(folder.join("labels.csv"), labels)?;
    Ok(())
}
