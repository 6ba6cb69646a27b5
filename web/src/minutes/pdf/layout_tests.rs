//! Where parts stand: whatever comes before, nothing of a vote is torn from the rest of it.

use super::*;

/// The pages that these parts make, each as its lines from the top.
fn lines(parts: &[Part]) -> Vec<Vec<String>> {
    let faces = Faces::read().unwrap();
    let mut set = Setter { faces: &faces, leaves: Vec::new(), chunks: Vec::new() };
    set.parts(parts);
    let pages = paged(&set.chunks).into_iter().map(|page| {
        let marks = page.marks_drawn.into_iter().filter_map(|mark| match mark {
            Mark::Text { text, y, .. } => {
                assert!(y < BOTTOM, "{text:?} stands below the page, at {y}");
                Some(text.trim_end().to_owned())
            }
            Mark::Bar { .. } => None,
        });
        marks.collect()
    });
    pages.collect()
}

fn figure(label: &str) -> Figure {
    Figure { label: label.to_owned(), votes: 3, most: 9, class: "", said: String::new() }
}

/// The page on which a line stands.
fn page_of(pages: &[Vec<String>], line: &str) -> usize {
    pages.iter().position(|page| page.iter().any(|one| one.starts_with(line))).unwrap()
}

#[test]
fn an_item_and_its_vote_stand_together_wherever_the_page_ends() {
    for before in 0..48 {
        let mut parts: Vec<Part> = (0..before).map(|n| Part::Listed(format!("Ligne {n}"))).collect();
        let notes = "Odile présente le budget et répond aux questions de la salle.";
        parts.extend([
            Part::Heading(3, "2. Budget".to_owned()),
            Part::Paragraph("Rapport : Idriss Belkacem.".to_owned()),
            Part::Listed("Une pièce.".to_owned()),
            Part::Paragraph(notes.to_owned()),
            Part::Heading(4, "Vote : Budget".to_owned()),
            Part::Paragraph("Main levée.".to_owned()),
            Part::Figures(vec![figure("Pour"), figure("Contre")]),
            Part::Paragraph("Adopté : 21 voix.".to_owned()),
            Part::Heading(3, "3. Questions".to_owned()),
            Part::Paragraph("Rien.".to_owned()),
        ]);
        let pages = lines(&parts);
        let item = page_of(&pages, "2. Budget");
        for line in [
            "Rapport",
            "Une pièce",
            "Odile présente",
            "Vote : Budget",
            "Main levée.",
            "Pour",
            "Contre",
            "Adopté",
        ] {
            assert_eq!(page_of(&pages, line), item, "{line} is torn from its item after {before} lines");
        }
        assert_eq!(page_of(&pages, "3. Questions"), page_of(&pages, "Rien."), "after {before} lines");
        assert_eq!(pages.iter().map(Vec::len).sum::<usize>(), before + 13, "a line is lost");
    }
}

#[test]
fn a_long_text_is_divided_and_its_end_stands_with_the_vote() {
    for before in 0..48 {
        let mut parts: Vec<Part> = (0..before).map(|n| Part::Listed(format!("Ligne {n}"))).collect();
        let long = (0..160).map(|n| format!("mot{n}")).collect::<Vec<_>>().join(" ");
        parts.extend([
            Part::Heading(3, "2. Budget".to_owned()),
            Part::Paragraph(long),
            Part::Heading(4, "Vote : Budget".to_owned()),
            Part::Paragraph("Main levée.".to_owned()),
            Part::Figures(vec![figure("Pour")]),
        ]);
        let pages = lines(&parts);
        let vote = page_of(&pages, "Vote : Budget");
        let end = pages.iter().position(|page| page.iter().any(|line| line.ends_with("mot159"))).unwrap();
        assert_eq!((end, page_of(&pages, "Pour")), (vote, vote), "after {before} lines");
        assert_eq!(page_of(&pages, "2. Budget"), page_of(&pages, "mot0 "), "after {before} lines");
        let last = pages[vote].iter().filter(|line| line.contains("mot")).count();
        assert!(last >= 2, "one line of a text stands alone after {before} lines");
    }
}

#[test]
fn a_name_that_is_too_long_for_the_foot_says_so() {
    let faces = Faces::read().unwrap();
    let face = faces.cut(false);
    let long =
        "Assemblée générale – Section syndicale des personnels de la région Auvergne et de ses environs";
    let fitted = face.fitted(long, 9.0, 200.0);
    assert!(fitted.ends_with('…') && face.width(&fitted, 9.0) <= 200.0, "{fitted}");
    assert_eq!(face.fitted("Section", 9.0, 200.0), "Section");
}
