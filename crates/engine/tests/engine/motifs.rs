//! What the motif language accepts, and how it says what is wrong.

use engine::Motif;

/// What a text means: its canonical form and lengths, or the error.
fn check(text: &str, expected: &str) {
    let got = match Motif::parse(text) {
        Ok(motif) => {
            let again = Motif::parse(&motif.to_string());
            assert_eq!(again.as_ref(), Ok(&motif), "canonical form of {text}");
            let lengths = (motif.min_length(), motif.max_length());
            format!("{motif} {}-{}", lengths.0, lengths.1)
        }
        Err(error) => error.to_string(),
    };
    assert_eq!(got, expected, "{text:?}");
}

#[test]
fn accepted() {
    check("GAATTC", "GAATTC 6-6");
    check("gaauuc", "GAATTC 6-6");
    check("ACGTURYSWKMBDHVN", "ACGTTRYSWKMBDHVN 16-16");
    check(" G A\tA\nTTC ", "GAATTC 6-6");
    check("[AC]G[cgt][AAA][RY][NA]", "MGBANN 6-6");
    check("[A C]", "M 1-1");
    check("CCNNNNNNNGG", "CCN(7)GG 11-11");
    check("CCN(7)GG", "CCN(7)GG 11-11");
    check("CCN{7}GG", "CCN(7)GG 11-11");
    check("CCN( 7 , 7 )GG", "CCN(7)GG 11-11");
    check("CNNNG", "CNNNG 5-5");
    check("RCTGTGYRN(17,23)CYTCTCTG", "RCTGTGYRN(17,23)CYTCTCTG 33-39");
    check("A{5,8}", "A(5,8) 5-8");
    check("A(1,2)A(0,3)AA", "A(3,7) 3-7");
    check("CA(0,2)G", "CA(0,2)G 2-4");
    check("A(0,2)G", "A(0,2)G 1-3");
    check("[AT](2)", "WW 2-2");
    check("CNN(1,3)NG", "CN(3,5)G 5-7");
    check("NNN", "NNN 3-3");
    check("NCGN", "NCGN 4-4");
    check("A(256)", &format!("{} 256-256", "A".repeat(256)));
    check("C(1)N(254)G(1)", "CN(254)G 256-256");
}

#[test]
fn refused() {
    check(
        "",
        "column 1: expected a nucleotide code or '[', got the end",
    );
    check(
        "  ",
        "column 3: expected a nucleotide code or '[', got the end",
    );
    check(
        "(3)",
        "column 1: expected a nucleotide code or '[', got '('",
    );
    check(
        "GAATJC",
        "column 5: expected a nucleotide code, '[' or a repeat, got 'J'",
    );
    check(
        "GA  é",
        "column 5: expected a nucleotide code, '[' or a repeat, got 'é'",
    );
    check(
        "GA-TC",
        "column 3: expected a nucleotide code, '[' or a repeat, got '-'",
    );
    check(
        "A]",
        "column 2: expected a nucleotide code, '[' or a repeat, got ']'",
    );
    check(
        "A[]",
        "column 3: expected a nucleotide code in the set, got ']'",
    );
    check(
        "A[CG",
        "column 5: expected a nucleotide code or ']', got the end",
    );
    check("A[", "column 3: expected a nucleotide code, got the end");
    check("A[(3)", "column 3: expected a nucleotide code, got '('");
    check(
        "A[C[G]]",
        "column 4: expected a nucleotide code or ']', got '['",
    );
    check("A(", "column 3: expected a number, got the end");
    check("A()", "column 3: expected a number, got ')'");
    check("A(x)", "column 3: expected a number, got 'x'");
    check("A(-1)", "column 3: expected a number, got '-'");
    check("A(3", "column 4: expected ',' or ')', got the end");
    check("A(3}", "column 4: expected ',' or ')', got '}'");
    check("A{3,", "column 5: expected a number, got the end");
    check("A{3,4)", "column 6: expected '}', got ')'");
    check("A(3,4,5)", "column 6: expected ')', got ','");
    check(
        "A(3)(4)",
        "column 5: expected a nucleotide code, '[' or a repeat, got '('",
    );
    check("A(0)", "column 3: expected a repeat of at least 1, got 0");
    check(
        "A(0,0)C",
        "column 3: expected a repeat of at least 1, got 0",
    );
    check(
        "A(5,2)",
        "column 3: expected the smaller number first, got 5 before 2",
    );
    check(
        "A(0,3)",
        "column 1: expected at least one letter that must be there, got none",
    );
    let at_edge = "expected a spacer of variable length between other letters, got it at the edge";
    check("N(1,2)C", &format!("column 1: {at_edge}"));
    check("CGN(1,2)", &format!("column 3: {at_edge}"));
    check("NN(1,2)C", &format!("column 2: {at_edge}"));
    check("CN(1,2)NN", &format!("column 2: {at_edge}"));
    check("N(1,2)", &format!("column 1: {at_edge}"));
    check("A(257)", "column 1: expected at most 256 letters, got more");
    check(
        "AC(200)G(1,56)",
        "column 8: expected at most 256 letters, got more",
    );
    check(
        "A(99999999999999999999)",
        "column 1: expected at most 256 letters, got more",
    );
}

#[test]
fn reverse_complements() {
    fn check(text: &str, reverse: &str, is_symmetric: bool) {
        let motif = Motif::parse(text).expect("a motif");
        assert_eq!(motif.reverse_complement().to_string(), reverse, "{text}");
        assert_eq!(
            motif.reverse_complement().reverse_complement(),
            motif,
            "{text}"
        );
        assert_eq!(motif.is_self_reverse_complement(), is_symmetric, "{text}");
    }
    check("GAATTC", "GAATTC", true);
    check("GATTACA", "TGTAATC", false);
    check("ACGTRYSWKMBDHVN", "NBDHVKMWSRYACGT", false);
    check(
        "RCTGTGYRN(17,23)CYTCTCTG",
        "CAGAGARGN(17,23)YRCACAGY",
        false,
    );
    check("CCN(3,5)GG", "CCN(3,5)GG", true);
    check("A(1,2)C(0,3)", "G(0,3)T(1,2)", false);
    check("NN", "NN", true);
}
