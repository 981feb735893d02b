use super::*;
use crate::reader::lines::Page;

/// A reading of lines given by their labels, with runs given by line.
fn reading(labels: &[LineLabel], runs: &[(WordLabel, usize)]) -> Reading {
    let runs = runs.iter().enumerate().map(|(at, (label, line))| Run {
        label: *label,
        span: Span::new(at * 10, at * 10 + 5),
        line: *line,
        sure: 0.9,
        goes_on: false,
    });
    Reading {
        page: Page {
            words: Vec::new(),
            lines: Vec::new(),
            sections: Vec::new(),
        },
        labels: labels.to_vec(),
        sure: vec![1.0; labels.len()],
        runs: runs.collect(),
    }
}

#[test]
fn a_second_title_has_the_employer_above() {
    use LineLabel::*;
    use WordLabel::*;
    let labels = [
        HeadExperience,
        PositionStart,
        PositionMore,
        Description,
        PositionStart,
        Description,
    ];
    let runs = [(Employer, 1), (Title, 2), (Date, 2), (Title, 4), (Date, 4)];
    let found = groups(&reading(&labels, &runs));
    let [first, second] = found.positions.as_slice() else {
        panic!("{found:?}")
    };
    assert_eq!(second.employer, first.employer);
    assert!(second.is_employer_of_above && !first.is_employer_of_above);
    assert_eq!((first.lines.clone(), second.lines.clone()), (1..4, 4..6));
    assert_eq!(first.section, Some(HeadExperience));
}

#[test]
fn a_line_above_an_employer_over_its_title_is_of_the_position_before() {
    use LineLabel::*;
    use WordLabel::*;
    let labels = [
        PositionStart,
        PositionMore,
        Description,
        PositionStart,
        PositionStart,
        PositionMore,
    ];
    // `Paper accepted at Heron 2021`, a line of the first, looks like a title and its employer.
    let first = [(Employer, 0), (Date, 0), (Title, 1)];
    let line = [(Title, 3), (Employer, 3)];
    let second = [(Employer, 4), (Date, 4), (Title, 5)];
    let runs = [&first[..], &line, &second].concat();
    let found = groups(&reading(&labels, &runs));
    let lines = found.positions.iter().map(|one| one.lines.clone());
    assert_eq!(lines.collect::<Vec<_>>(), [0..4, 4..6]);
    let titles = found.positions.iter().map(|one| one.title.unwrap().span);
    let expected = [Span::new(20, 25), Span::new(70, 75)];
    assert_eq!(titles.collect::<Vec<_>>(), expected);
    // A title over its employer heads a position.
    let runs = [&first[..], &line[..1], &second[..2]].concat();
    let found = groups(&reading(&labels, &runs));
    assert_eq!(found.positions[1].title.unwrap().span, Span::new(30, 35));
}

#[test]
fn a_second_title_in_a_head_without_an_employer_is_the_employer() {
    use LineLabel::*;
    use WordLabel::*;
    let labels = [PositionStart, PositionMore];
    let found = groups(&reading(&labels, &[(Title, 0), (Title, 1), (Date, 1)]));
    assert_eq!(found.positions.len(), 1);
    assert_eq!(found.positions[0].employer.unwrap().span, Span::new(10, 15));
    // One line may hold two titles, and an employer that is named is the employer.
    let found = groups(&reading(&labels, &[(Title, 0), (Title, 0), (Date, 1)]));
    assert_eq!(found.positions[0].employer, None);
    let runs = [(Title, 0), (Employer, 0), (Title, 1), (Date, 1)];
    let found = groups(&reading(&labels, &runs));
    assert_eq!(found.positions[0].employer.unwrap().span, Span::new(10, 15));
}

#[test]
fn a_title_behind_a_whole_position_opens_the_next() {
    use LineLabel::*;
    use WordLabel::*;
    let labels = [PositionStart, PositionMore, PositionMore];
    let runs = [
        (Title, 0),
        (Employer, 0),
        (Date, 1),
        (Title, 2),
        (Employer, 2),
        (Date, 2),
    ];
    let found = groups(&reading(&labels, &runs));
    assert_eq!(found.positions.len(), 2);
    assert_ne!(found.positions[0].employer, found.positions[1].employer);
}

#[test]
fn who_teaches_has_a_school_as_employer() {
    use LineLabel::*;
    use WordLabel::*;
    let runs = [(Title, 1), (Institution, 1), (Date, 1)];
    for (section, positions) in [(HeadExperience, 1), (HeadEducation, 0)] {
        let found = groups(&reading(&[section, EducationStart], &runs));
        assert_eq!(found.positions.len(), positions, "{section:?}");
    }
    // A degree is none that anybody holds.
    let found = groups(&reading(
        &[HeadExperience, EducationStart],
        &[(Title, 1), (Degree, 1), (Institution, 1), (Date, 1)],
    ));
    assert_eq!((found.positions.len(), found.education.len()), (0, 1));
}

#[test]
fn a_line_of_dates_belongs_to_the_title_above() {
    use LineLabel::*;
    use WordLabel::*;
    let labels = [PositionStart, PositionMore, PositionStart];
    let found = groups(&reading(&labels, &[(Employer, 0), (Title, 1), (Date, 2)]));
    assert_eq!(found.positions.len(), 1);
    assert_eq!(found.positions[0].dates.len(), 1);
    // What has a date already is whole.
    let runs = [(Date, 0), (Title, 1), (Date, 2)];
    let found = groups(&reading(&labels, &runs));
    assert_eq!(found.positions.len(), 1);
    assert_eq!(found.positions[0].lines, 0..2);
}

#[test]
fn an_employer_of_another_section_is_not_taken() {
    use LineLabel::*;
    use WordLabel::*;
    let labels = [
        HeadExperience,
        PositionStart,
        HeadVolunteering,
        PositionStart,
    ];
    let runs = [(Title, 1), (Employer, 1), (Date, 1), (Title, 3), (Date, 3)];
    let found = groups(&reading(&labels, &runs));
    assert_eq!(found.positions[1].employer, None);
}

#[test]
fn languages_have_the_level_beside_them() {
    use WordLabel::*;
    let of = |runs: &[(WordLabel, usize)]| {
        let found = groups(&reading(&[LineLabel::Language], runs)).spoken;
        found
            .iter()
            .map(|spoken| spoken.level.map(|level| level.span.start))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        of(&[(Language, 0), (Level, 0), (Language, 0)]),
        [Some(10), None]
    );
    assert_eq!(
        of(&[(Level, 0), (Language, 0), (Level, 0), (Language, 0)]),
        [Some(0), Some(20)]
    );
}
