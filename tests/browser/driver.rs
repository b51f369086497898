//! The program that drives a browser, and the screen for one that needs a window.

use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// The longest that a driver may take until it answers.
const PATIENCE: Duration = Duration::from_secs(30);

/// A running driver; ended when it is dropped, also by a panic.
pub struct Driver {
    port: u16,
    // In this order: the driver goes before the screen that its browser is on.
    _program: Process,
    _screen: Option<Process>,
}

/// A process that ends with its owner.
pub struct Process(Child);

impl Driver {
    /// Starts a driver on a free port of this computer, and waits until it answers.
    ///
    /// # Errors
    /// Says why it did not start.
    pub fn start(
        program: PathBuf,
        arguments: impl Fn(u16) -> Vec<String>,
        environment: &[(&str, PathBuf)],
    ) -> Result<Self, String> {
        let port = free_port();
        let mut command = Command::new(&program);
        command
            .args(arguments(port))
            .envs(environment.iter().cloned());
        let mut program = Process::start(command.stdout(Stdio::null()).stderr(Stdio::null()))?;
        let start = Instant::now();
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
            if let Ok(Some(status)) = program.0.try_wait() {
                return Err(format!("the driver ended at once ({status})"));
            }
            if start.elapsed() > PATIENCE {
                return Err(format!("the driver did not answer on port {port}"));
            }
            sleep(Duration::from_millis(10));
        }
        Ok(Self {
            port,
            _program: program,
            _screen: None,
        })
    }

    /// Starts a screen that nobody sees; gives it with its name.
    pub fn screen(program: PathBuf) -> (Process, String) {
        let mut command = Command::new(program);
        command
            .args([
                "-displayfd",
                "1",
                "-screen",
                "0",
                "1280x1024x24",
                "-nolisten",
                "tcp",
            ])
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        let mut process =
            Process::start(&mut command).unwrap_or_else(|error| panic!("no screen: {error}"));
        let output = process.0.stdout.take().expect("its output is piped");
        let mut number = String::new();
        BufReader::new(output)
            .read_line(&mut number)
            .expect("the screen says its number");
        assert!(!number.trim().is_empty(), "the screen did not start");
        (process, format!(":{}", number.trim()))
    }

    /// Keeps the screen as long as the driver.
    pub fn with_screen(self, screen: Process) -> Self {
        Self {
            _screen: Some(screen),
            ..self
        }
    }

    /// Where the driver listens.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

impl Process {
    fn start(command: &mut Command) -> Result<Self, String> {
        let program = command.get_program().to_owned();
        let child = command.stdin(Stdio::null()).spawn();
        child
            .map(Self)
            .map_err(|error| format!("{}: {error}", program.display()))
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    listener.local_addr().expect("it has an address").port()
}
