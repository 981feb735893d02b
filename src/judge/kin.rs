//! How far somebody who has one concept has another one that is asked.

use crate::lexicon::{ConceptId, Kind, Lexicon, Relation};

/// What having something akin says of what is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Worth {
    /// It is a kind of it: PostgreSQL of databases.
    Whole,
    /// A neighbour, or a part of a wider trade: payroll of accounting.
    Part,
    /// The trade around it says nothing of it: who works in marketing may never have seen Google
    /// Ads.
    Nothing,
}

/// `with_years`: years of it are asked, and years of a part are no years of the whole.
pub(crate) fn worth(
    asked: ConceptId,
    has: ConceptId,
    with_years: bool,
    lexicon: &Lexicon,
) -> Worth {
    let Some(relation) = lexicon.relation(asked, has) else {
        return Worth::Nothing;
    };
    let is_product = |concept| matches!(lexicon.kind(concept), Some(Kind::Tool | Kind::Language));
    let is_group = |concept| lexicon.kind(concept) == Some(Kind::Group);
    match relation {
        Relation::Same => Worth::Whole,
        Relation::Narrower if is_group(asked) => {
            let is_next = lexicon.broader(has).contains(&asked);
            match is_kind(asked, has, lexicon) {
                true if !with_years => Worth::Whole,
                true => Worth::Part,
                false if is_next || is_product(has) => Worth::Part,
                false => Worth::Nothing,
            }
        }
        Relation::Narrower if with_years => Worth::Part,
        Relation::Narrower => Worth::Whole,
        // A tool is not known by whoever does what it is for.
        Relation::Related(_) | Relation::Broader if is_product(asked) && !is_product(has) => {
            Worth::Nothing
        }
        // Less than all of a product may be known, but who communicates need not speak in public.
        Relation::Broader if !is_product(has) => Worth::Nothing,
        Relation::Related(_) | Relation::Broader => Worth::Part,
    }
}

/// Whether `has` is a thing of a group, or is of one: a group holds kinds of things, and parts of a
/// trade.
fn is_kind(group: ConceptId, has: ConceptId, lexicon: &Lexicon) -> bool {
    let above = lexicon.broader(has);
    let of_next = |next: &ConceptId| is_kind(group, *next, lexicon);
    match lexicon.kind(has) {
        None | Some(Kind::Group) => false,
        Some(Kind::Skill | Kind::Soft) => above.iter().any(of_next),
        Some(_) => above.contains(&group) || above.iter().any(of_next),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_the_whole_a_part_is_a_part_and_the_trade_around_is_nothing() {
        use Worth::{Nothing, Part, Whole};
        let lexicon = Lexicon::builtin();
        let concept = |name: &str| lexicon.lookup(name).unwrap_or_else(|| panic!("{name}"));
        for (asked, has, without, with_years) in [
            ("SQL", "SQL", Whole, Whole),
            ("SQL", "T-SQL", Whole, Part),
            ("Relational Database", "PostgreSQL", Whole, Part),
            ("Agile Methodology", "Scrum", Whole, Part),
            ("Microsoft Office", "Microsoft Excel", Whole, Part),
            ("ERP", "SAP S/4HANA", Whole, Part),
            ("Agile Methodology", "Scrum Master Practice", Whole, Part),
            ("Accounting", "Bookkeeping", Part, Part),
            ("Sales", "Customer Service", Part, Part),
            ("Sales", "Salesforce", Part, Part),
            ("Sales", "Cash Handling", Nothing, Nothing),
            ("Microsoft Excel", "Microsoft Office", Part, Part),
            ("SAP S/4HANA", "SAP", Part, Part),
            ("Public Speaking", "Communication Skills", Nothing, Nothing),
            ("Apache Kafka", "RabbitMQ", Part, Part),
            ("Microsoft Project", "Project Management", Nothing, Nothing),
            ("Google Ads", "Digital Marketing", Nothing, Nothing),
            ("Bookkeeping", "Accounting", Nothing, Nothing),
            ("Python", "Accounting", Nothing, Nothing),
        ] {
            let found = |with_years| worth(concept(asked), concept(has), with_years, lexicon);
            assert_eq!(
                (found(false), found(true)),
                (without, with_years),
                "{asked}: {has}"
            );
        }
    }
}
