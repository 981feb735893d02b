//! A desk of one's own, and a client that says exactly what it is told to.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::root;

/// The day of every test.
pub(crate) const AS_OF: &str = "2026-06-01";
/// What is waited for at most.
const PATIENCE: Duration = Duration::from_secs(120);

/// A desk that is closed when this is dropped.
pub(crate) struct OpenDesk {
    child: Child,
    pub(crate) port: u16,
    pub(crate) secret: String,
}

/// What the desk answered.
#[derive(Debug, Clone)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Reply {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|_| panic!("no JSON: {} {}", self.head, self.text()))
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The sentence of a refusal.
    pub(crate) fn error(&self) -> String {
        self.json()["error"].as_str().unwrap_or_default().to_owned()
    }

    /// A header's value.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (known, value) = line.split_once(':')?;
            known.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }
}

/// Starts a desk; what it says when it cannot be opened is the error.
pub(crate) fn try_open(folder: &Path, options: &[&str]) -> Result<OpenDesk, String> {
    let mut program = Command::new(env!("CARGO_BIN_EXE_cvrank"));
    program
        .arg("desk")
        .arg(folder)
        .args(["--no-open", "--as-of", AS_OF])
        .args(options);
    start(&mut program)
}

/// The same by a command of one's own.
pub(crate) fn start(program: &mut Command) -> Result<OpenDesk, String> {
    let mut child = program
        .current_dir(root())
        .env_remove("CVRANK_MODEL")
        .env_remove("CVRANK_MODELS")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut said = BufReader::new(child.stdout.take().expect("standard output is a pipe"));
    let mut errors = child.stderr.take().expect("standard error is a pipe");
    let errors = std::thread::spawn(move || {
        let mut text = String::new();
        // What is no text is not said.
        let _ = errors.read_to_string(&mut text);
        text
    });
    let mut line = String::new();
    while said.read_line(&mut line).expect("lines are UTF-8") > 0 {
        if let Some((address, secret)) = line.trim().split_once("/?secret=") {
            let port = address
                .rsplit(':')
                .next()
                .and_then(|port| port.parse().ok());
            let secret = secret.to_owned();
            // What it says later must not fill the pipe.
            std::thread::spawn(move || std::io::copy(&mut said, &mut std::io::sink()));
            return Ok(OpenDesk {
                child,
                port: port.expect("the address has a port"),
                secret,
            });
        }
        line.clear();
    }
    child.wait().expect("the program ends");
    Err(errors.join().expect("it is read"))
}

pub(crate) fn open(folder: &Path) -> OpenDesk {
    try_open(folder, &[]).expect("the desk opens")
}

/// Sends bytes as they are and reads until the other side closes.
pub(crate) fn send(port: u16, request: &[u8]) -> Reply {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).expect("the desk listens");
    stream
        .set_read_timeout(Some(PATIENCE))
        .expect("a socket has a time limit");
    // A desk that refuses early reads no further.
    let _ = stream.write_all(request);
    let mut answer = Vec::new();
    // A reset after the answer is no fault of the answer.
    let _ = stream.read_to_end(&mut answer);
    let end = answer.windows(4).position(|four| four == b"\r\n\r\n");
    let end = end.unwrap_or_else(|| panic!("no answer: {}", String::from_utf8_lossy(&answer)));
    let head = String::from_utf8_lossy(&answer[..end]).into_owned();
    let status = head
        .split(' ')
        .nth(1)
        .and_then(|status| status.parse().ok());
    Reply {
        status: status.expect("a status line"),
        head,
        body: answer[end + 4..].to_vec(),
    }
}

/// A form of files, with its boundary.
pub(crate) fn form(files: &[(&str, &[u8])]) -> (String, Vec<u8>) {
    let boundary = "7MA4YWxkTrZu0gW";
    let mut body = Vec::new();
    for (name, bytes) in files {
        let name = name.replace('"', "%22");
        let head = format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
    (format!("multipart/form-data; boundary={boundary}"), body)
}

impl OpenDesk {
    /// A request with exactly these headers beside those that every request has.
    pub(crate) fn request(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> Reply {
        let mut request = format!(
            "{method} {path} HTTP/1.1\r\nConnection: close\r\nContent-Length: {}\r\n",
            body.len()
        );
        if !headers
            .iter()
            .any(|(name, _)| name.eq_ignore_ascii_case("host"))
        {
            request.push_str(&format!("Host: 127.0.0.1:{}\r\n", self.port));
        }
        for (name, value) in headers {
            request.push_str(&format!("{name}: {value}\r\n"));
        }
        let mut bytes = (request + "\r\n").into_bytes();
        bytes.extend_from_slice(body);
        send(self.port, &bytes)
    }

    fn known(&self, method: &str, path: &str, kind: &str, body: &[u8]) -> Reply {
        let headers = [
            ("x-cvrank-token", self.secret.as_str()),
            ("content-type", kind),
        ];
        self.request(method, path, &headers, body)
    }

    pub(crate) fn get(&self, path: &str) -> Reply {
        self.known("GET", path, "application/json", b"")
    }

    pub(crate) fn delete(&self, path: &str) -> Reply {
        self.known("DELETE", path, "application/json", b"")
    }

    pub(crate) fn post(&self, path: &str, body: &Value) -> Reply {
        self.known(
            "POST",
            path,
            "application/json",
            body.to_string().as_bytes(),
        )
    }

    pub(crate) fn patch(&self, path: &str, body: &Value) -> Reply {
        self.known(
            "PATCH",
            path,
            "application/json",
            body.to_string().as_bytes(),
        )
    }

    pub(crate) fn upload(&self, path: &str, files: &[(&str, &[u8])]) -> Reply {
        let (kind, body) = form(files);
        self.known("POST", path, &kind, &body)
    }

    /// Adds the post at `path` and returns the job's number.
    pub(crate) fn add_job(&self, path: &str) -> i64 {
        let bytes = std::fs::read(root().join(path)).expect("the post can be read");
        let added = self.upload("/api/jobs", &[(path, &bytes)]);
        assert_eq!(added.status, 201, "{}", added.text());
        added.json()["job"].as_i64().expect("a job has a number")
    }

    /// Adds files to a job and waits until they are read.
    pub(crate) fn add_cvs(&self, job: i64, files: &[(&str, &[u8])]) -> Value {
        let added = self.upload(&format!("/api/jobs/{job}/cvs"), files);
        assert_eq!(added.status, 202, "{}", added.text());
        self.wait_for_imports(job)
    }

    /// The last import, when all are finished.
    pub(crate) fn wait_for_imports(&self, job: i64) -> Value {
        let started = Instant::now();
        loop {
            let imports = self.get(&format!("/api/jobs/{job}/imports")).json();
            let imports = imports.as_array().expect("a list").clone();
            if imports.iter().all(|import| import["finished"] == true) {
                return imports.last().cloned().unwrap_or_default();
            }
            assert!(started.elapsed() < PATIENCE, "{imports:?}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Adds the sample's CVs.
    pub(crate) fn add_sample(&self, job: i64) -> Value {
        let mut files = Vec::new();
        for entry in std::fs::read_dir(root().join("data/cvs")).expect("the sample is there") {
            let path = entry.expect("a folder can be listed").path();
            let name = path
                .file_name()
                .expect("a file has a name")
                .to_string_lossy()
                .into_owned();
            files.push((name, std::fs::read(&path).expect("a CV can be read")));
        }
        files.sort();
        let files: Vec<(&str, &[u8])> = files
            .iter()
            .map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
            .collect();
        self.add_cvs(job, &files)
    }

    /// All rows of the ranking.
    pub(crate) fn rows(&self, job: i64) -> Vec<Value> {
        let ranking = self
            .get(&format!("/api/jobs/{job}/ranking?limit=1000"))
            .json();
        ranking["rows"]
            .as_array()
            .unwrap_or_else(|| panic!("no rows: {ranking}"))
            .clone()
    }

    pub(crate) fn decide(
        &self,
        job: i64,
        candidate: i64,
        verdict: &str,
        reason: &str,
        by: &str,
    ) -> Reply {
        let body = json!({"candidate": candidate, "verdict": verdict, "reason": reason, "by": by});
        self.post(&format!("/api/jobs/{job}/decisions"), &body)
    }

    /// Ends the process at once, as a power cut would.
    pub(crate) fn kill(mut self) {
        self.child.kill().expect("it runs");
        self.child.wait().expect("it ends");
    }

    /// Ends it as Ctrl-C does.
    #[cfg(unix)]
    pub(crate) fn close(mut self) -> std::process::ExitStatus {
        let number = self.child.id().to_string();
        let asked = Command::new("kill").args(["-INT", &number]).status();
        assert!(asked.expect("kill is there").success());
        self.child.wait().expect("it ends")
    }

    /// Kilobytes of memory in use.
    #[cfg(target_os = "linux")]
    pub(crate) fn memory(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()));
        let status = status.expect("the process is there");
        let line = status.lines().find(|line| line.starts_with("VmRSS:"));
        let number = line.and_then(|line| line.split_whitespace().nth(1)?.parse().ok());
        number.expect("the kernel tells it")
    }
}

impl Drop for OpenDesk {
    fn drop(&mut self) {
        // It may have ended.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
