// Every call and type that clippy.toml forbids, once. tests/external/lints.py has clippy
// name each of them; this file belongs to no build.
use std::net::{TcpListener, TcpStream, ToSocketAddrs, UdpSocket};
use std::os::unix::net::{UnixDatagram, UnixListener, UnixStream};

pub fn methods() {
    let _ = std::thread::spawn(|| {});
    let _ = std::thread::Builder::new().spawn(|| {});
    std::thread::scope(|scope| {
        let _ = scope.spawn(|| {});
        let _ = std::thread::Builder::new().spawn_scoped(scope, || {});
    });
    let _ = std::process::Command::new("true");
    let _ = std::env::home_dir();
    let _ = TcpStream::connect("[::1]:1");
    let _ = TcpStream::connect_timeout(&([127, 0, 0, 1], 1).into(), std::time::Duration::ZERO);
    let _ = TcpListener::bind("[::1]:1");
    let _ = UdpSocket::bind("[::1]:1");
    let _ = "localhost:1".to_socket_addrs();
    let _ = UnixStream::connect("x");
    let _ = UnixStream::pair();
    let _ = UnixListener::bind("x");
    let _ = UnixDatagram::bind("x");
    let _ = UnixDatagram::unbound();
    let _ = std::env::temp_dir();
    std::mem::forget(String::new());
    if std::env::args().count() > 1 {
        std::process::abort();
    }
    std::process::exit(1);
}

pub struct Types {
    pub stream: TcpStream,
    pub listener: TcpListener,
    pub datagrams: UdpSocket,
    pub local_stream: UnixStream,
    pub local_listener: UnixListener,
    pub local_datagrams: UnixDatagram,
    pub kept: std::mem::ManuallyDrop<String>,
}
