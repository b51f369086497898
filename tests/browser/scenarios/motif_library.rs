//! Known motifs and the person's own, put into the motif box.

use crate::download::saved;
use crate::made::file;
use crate::page::Page;

/// A motif is found by what is typed, put into the box or added to it, and searched.
pub(crate) fn known_motif_is_put_into_the_box(page: &Page) {
    page.open_example();
    page.open_motif_library();
    page.session.wait("all known motifs", || {
        (page.motifs_in("Known motifs").len() > 200).then_some(())
    });
    page.find_motifs("chi");
    let found = page.motifs_in("Known motifs");
    assert!(found.contains(&"Chi site".to_owned()), "{found:?}");
    page.find_motifs("GAATTC");
    assert_eq!(page.motifs_in("Known motifs"), ["EcoRI"]);
    page.put_motif("EcoRI");
    assert!(!page.has_motif_library());
    assert_eq!(page.motif_box(), "EcoRI\tGAATTC");
    page.press("Search");
    page.wait_for_results("EcoRI (GAATTC)");
    assert_eq!(page.outcome(), "720 matches in 2 records");

    page.open_motif_library();
    assert_eq!(page.motifs_in("My motifs"), [""; 0]);
    page.find_motifs("pribnow");
    page.press_at_motif("Add", "Pribnow box (−10)");
    page.wait_for_said("Pribnow box (−10) is added");
    assert!(page.has_motif_library());
    page.press("Close");
    assert_eq!(page.motif_box(), "EcoRI\tGAATTC\nPribnow box (−10)\tTATAAT");
    page.press("Search");
    page.wait_for_results("2 motifs together");
}

/// What is in the box is saved under a name, is there when the page is loaded again and in other tabs, and is removed.
pub(crate) fn own_motifs_are_kept(page: &Page) {
    page.type_motif("GANTC");
    page.open_motif_library();
    page.save_motif("mine");
    page.wait_for_said("Saved in this browser.");
    page.save_motif("mine");
    page.wait_for_said("It was saved already.");
    page.save_motif(" ");
    page.wait_for_said("Type a name");
    page.press("Close");
    page.type_motif("GAN");
    page.open_motif_library();
    page.save_motif("mine");
    page.wait_for_said("“mine” is another motif already: this one is saved as “mine (2)”.");
    assert_eq!(page.motifs_in("My motifs"), ["mine", "mine (2)"]);

    let first = page.session.tab();
    page.load_in_new_tab();
    page.open_motif_library();
    assert_eq!(page.motifs_in("My motifs"), ["mine", "mine (2)"]);
    page.press_at_motif("Remove", "mine (2)");
    page.wait_for_said("“mine (2)” is removed.");
    page.session.go_to_tab(&first);
    page.session.wait("the removal to be seen", || {
        (page.motifs_in("My motifs") == ["mine"]).then_some(())
    });
    page.reload();
    page.open_motif_library();
    page.put_motif("mine");
    assert_eq!(page.motif_box(), "mine\tGANTC");
    page.type_motif("GAXX");
    page.open_motif_library();
    page.session
        .wait("the note about X", || page.motif_note().1.then_some(()));
    page.save_motif("wrong");
    page.wait_for_said("The motif box holds no motif");
}

/// The person's own motifs go into a file and come out of one; what is wrong in it is named, and all else is there.
pub(crate) fn own_motifs_are_imported(page: &Page) {
    page.open_motif_library();
    let folder = page.session.folder();
    let list = file(
        folder,
        "list.txt",
        b"EcoRI\tGAATTC\n\nbad\tGA!C\r\nGGRCC\nEcoRI\tGGATCC\n",
    );
    page.import_motifs(&list);
    let said = page.wait_for_said("3 motifs imported from list.txt.");
    assert_eq!(
        said[1],
        "“EcoRI” is another motif here: the imported one is called “EcoRI (2)”."
    );
    assert!(said[2].starts_with("Line 3 was left out: "), "{said:?}");
    assert_eq!(said.len(), 3);
    let fasta = file(
        folder,
        "list.fa",
        b">one x\nGAA\nTTC\n>two\nG!\nGG\n>three\nCC\n",
    );
    page.import_motifs(&fasta);
    let said = page.wait_for_said("2 motifs imported from list.fa.");
    assert!(said[1].starts_with("Line 5 was left out: "), "{said:?}");
    assert_eq!(
        page.motifs_in("My motifs"),
        ["EcoRI", "GGRCC", "EcoRI (2)", "one", "three"]
    );
    page.import_motifs(&file(folder, "noise.txt", "!\n".repeat(60).as_bytes()));
    page.wait_for_said("noise.txt is no list of motifs: more than 50 lines are wrong");

    page.press("Export");
    let text = saved(page, "motifs.txt");
    assert_eq!(
        text,
        "EcoRI\tGAATTC\nGGRCC\tGGRCC\nEcoRI (2)\tGGATCC\none\tGAATTC\nthree\tCC\n"
    );
    page.import_motifs(&file(folder, "again.txt", text.as_bytes()));
    let said = page.wait_for_said("0 motifs imported from again.txt.");
    assert_eq!(said[1], "5 were there already.");
}
