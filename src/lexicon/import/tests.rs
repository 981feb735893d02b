//! Both forms of ESCO, the joined tables of O*NET, and that what is written is read.

use std::fs;

use super::super::{Lexicon, tests::shared_data};
use super::*;

fn labels_found(lexicon: &Lexicon, text: &str) -> Vec<String> {
    lexicon
        .find(text, &tokenize(text))
        .into_iter()
        .map(|hit| lexicon.label(hit.concept).to_owned())
        .collect()
}

const NEW_FORM: &str = "\u{feff}conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels,hiddenLabels,status,modifiedDate,scopeNote,definition,inScheme,description\n\
    KnowledgeSkillCompetence,u:1,skill/competence,x,mend sails,\"repair sails\nsail mending\",fix sails,released,,,,,Text\n\
    KnowledgeSkillCompetence,u:2,knowledge,x,Tern (computer programming),\"Tern\nsail mending\",,released,,,,,Text\n\
    KnowledgeSkillCompetence,u:3,knowledge,x,old craft,,,obsolete,,,,,Text\n\
    KnowledgeSkillCompetence,u:4,knowledge,x,R,go | rest,,released,,,,,Text\n";

const OLD_FORM: &str = "conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels,inScheme,description\n\
    KnowledgeSkillCompetence,u:1,skill/competence,x,mend sails,\"repair sails\nsail mending\",,Text\n";

#[test]
fn esco_in_both_forms() {
    let imported = import(&[("new.csv", NEW_FORM.as_bytes())]).expect("the new form");
    assert_eq!(
        (
            imported.concepts,
            imported.clashes,
            imported.left_out,
            imported.guarded
        ),
        (3, 1, 1, 1)
    );
    let lexicon = Lexicon::parse("esco", &imported.text).expect("what we write, we read");
    assert_eq!(
        labels_found(&lexicon, "Sail mending in Tern; fix sails. To R or not, R"),
        [
            "mend sails",
            "Tern (computer programming)",
            "mend sails",
            "R"
        ]
    );
    let imported = import(&[("old.csv", OLD_FORM.as_bytes())]).expect("the old form");
    assert_eq!((imported.concepts, imported.aliases), (1, 3));
}

#[test]
fn a_table_of_another_kind_is_named() {
    let table = ("a.csv", "preferredLabel,description\nx,y\n".as_bytes());
    let error = import(&[table]).expect_err("no further labels");
    assert_eq!(
        error.to_string(),
        "a.csv: found columns `preferredLabel,description`, expected ESCO's skills table, with the columns preferredLabel and altLabels"
    );
    let error = import(&[("b.txt", "Code\tName\n".as_bytes())]).expect_err("no known columns");
    assert_eq!(
        error.to_string(),
        "b.txt: found columns `Code Name`, expected ESCO's skills table (preferredLabel, altLabels), or O*NET's Technology Skills (Example, Commodity Title), Alternate Titles (Alternate Title) or Occupation Data (Title, Description)"
    );
}

#[test]
fn onet_tables_join() {
    let tables = [
        "O*NET-SOC Code\tAlternate Title\tShort Title\tSource(s)\n1\tHead Gull Keeper (HGK)\tHGK\t08\n2\tHGK\tn/a\t08\n",
        "O*NET-SOC Code\tTitle\tDescription\n1\tGull Keepers\tThey keep gulls.\n2\tTern Keepers\tThey keep terns.\n",
        "O*NET-SOC Code\tExample\tCommodity Code\tCommodity Title\tHot Technology\tIn Demand\n1\tGull query language GQL\t4\tBird software\tY\tN\n2\tGull query language GQL\t4\tBird software\tY\tN\n",
    ];
    let tables = tables.map(|table| ("table.txt", table.as_bytes()));
    let imported = import(&tables).expect("three tables");
    assert_eq!((imported.concepts, imported.clashes), (4, 1));
    let lexicon = Lexicon::parse("onet", &imported.text).expect("what we write, we read");
    assert_eq!(
        labels_found(&lexicon, "HGK with GQL"),
        ["Gull Keepers", "Gull query language GQL"]
    );
    let id = |alias: &str| lexicon.lookup(alias).expect("an alias");
    assert_eq!(lexicon.broader(id("GQL")), [id("Bird software")]);
}

#[test]
fn the_published_onet_tables_are_read() {
    let Some(folder) = shared_data("") else {
        return;
    };
    let names = ["technology_skills", "occupation_data", "alternate_titles"];
    let tables = names.map(|name| {
        let path = folder.join(format!("taxonomies/onet_{name}.txt"));
        (
            name,
            fs::read(path).expect("the folder holds all three tables"),
        )
    });
    let tables = tables.each_ref().map(|(name, table)| (*name, &**table));
    let imported = import(&tables).expect("the published tables");
    eprintln!(
        "O*NET: {} concepts, {} aliases, {} clashes, {} guarded, {} left out",
        imported.concepts, imported.aliases, imported.clashes, imported.guarded, imported.left_out
    );
    let lexicon = Lexicon::parse("onet", &imported.text).expect("what we write, we read");
    assert!(lexicon.len() > 9_000);
}

proptest::proptest! {
    #[test]
    fn what_is_written_is_read(
        rows in proptest::collection::vec(("[a-c#|= ()\\t]{0,6}", "[A-Ca-c\n|=#+. é]{0,12}"), 0..12),
    ) {
        let mut table = csv::Writer::from_writer(Vec::new());
        table.write_record(["preferredLabel", "altLabels"]).expect("to memory");
        for (label, aliases) in &rows {
            table.write_record([label, aliases]).expect("to memory");
        }
        let table = table.into_inner().expect("to memory");
        let imported = import(&[("table.csv", table.as_slice())]).expect("a CSV");
        let lexicon = Lexicon::parse("esco", &imported.text);
        proptest::prop_assert_eq!(lexicon.map(|l| l.len()).map_err(|e| e.to_string()), Ok(imported.concepts));
    }
}

#[test]
fn tables_are_told_apart_by_their_header() {
    let technologies = "O*NET-SOC Code\tExample\tCommodity Code\tCommodity Title\n1\tZephyrine\t2\tWind software\n";
    let imported = import(&[
        ("technology.txt", technologies.as_bytes()),
        ("skills_en.csv", NEW_FORM.as_bytes()),
    ])
    .expect("both are known");
    let lexicon = Lexicon::parse("imported", &imported.text).expect("what is written is read");
    assert_eq!(
        labels_found(&lexicon, "mend sails; Zephyrine"),
        ["mend sails", "Zephyrine"]
    );
    let error = import(&[("pool.csv", b"id,text\n1,x\n")]).expect_err("neither");
    assert_eq!(
        error.to_string(),
        "pool.csv: found columns `id,text`, expected ESCO's skills table (preferredLabel, altLabels), or O*NET's \
         Technology Skills (Example, Commodity Title), Alternate Titles (Alternate Title) or Occupation Data \
         (Title, Description)"
    );
}
