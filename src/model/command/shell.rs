//! Texts for a POSIX shell.

/// A text as one word of a command.
pub(super) fn quoted(text: &str) -> String {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "._-+,/:=@%".contains(letter);
    if !text.is_empty() && text.chars().all(is_plain) {
        text.to_owned()
    } else {
        format!("'{}'", text.replace('\'', r"'\''"))
    }
}

/// The name of a file as one word, which is no option either.
pub(super) fn file(name: &str) -> String {
    if name.starts_with('-') {
        quoted(&format!("./{name}"))
    } else {
        quoted(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shell_reads_them_as_one_word() {
        let check = |text: &str, expected: &str| assert_eq!(quoted(text), expected);
        check("hs1.fa.gz", "hs1.fa.gz");
        check("my genome.fa", "'my genome.fa'");
        check("it's $HOME;`x`\\", r"'it'\''s $HOME;`x`\'");
        check("", "''");
        check("GAN(2,4)C", "'GAN(2,4)C'");
        check("é.fa", "'é.fa'");
        assert_eq!(file("-x y.fa"), "'./-x y.fa'");
        assert_eq!(file("x.fa"), "x.fa");
    }
}
