//! Paths as links.

/// A path as a relative URI: what is not allowed there is percent-encoded.
pub(crate) fn uri_of(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(char::from(byte)),
            b'\\' if cfg!(windows) => uri.push('/'),
            byte => uri += &format!("%{byte:02X}"),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::uri_of;

    #[test]
    fn a_path_becomes_a_uri() {
        assert_eq!(uri_of("out/决算 1.pdf"), "out/%E5%86%B3%E7%AE%97%201.pdf");
    }
}
