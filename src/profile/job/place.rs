//! Where the work is done: places a title may name, and the mode of work.

use std::sync::LazyLock;

use super::WorkMode;
use super::phrases::{Words, is_listed, phrase_table};
use super::title_line::NOT_TITLE;
use crate::document::Document;
use crate::text::PhraseTable;

/// A well-known place; others are known by their label only. Lower case.
const PLACES: &str = "amsterdam | athens | atlanta | austin | barcelona | bengaluru | bangalore | berlin | bordeaux | \
    boston | brussels | bruxelles | bucharest | bucurești | budapest | chicago | cluj | cluj-napoca | \
    cologne | köln | copenhagen | dallas | delhi | denver | dresden | dublin | düsseldorf | edinburgh | \
    eindhoven | frankfurt | gdańsk | geneva | genève | hamburg | hannover | helsinki | houston | \
    hyderabad | iași | istanbul | katowice | kraków | leipzig | lille | lisbon | lisboa | liverpool | \
    london | los angeles | łódź | lyon | madrid | manchester | marseille | miami | milan | milano | \
    montreal | moscow | mumbai | munich | münchen | nantes | napoli | new york | new york city | \
    nuremberg | nürnberg | oslo | paris | philadelphia | porto | poznań | prague | roma | rome | \
    rotterdam | san diego | san francisco | são paulo | seattle | sevilla | singapore | sofia | \
    stockholm | stuttgart | sydney | tallinn | timișoara | torino | toronto | toulouse | utrecht | \
    valencia | vancouver | vienna | wien | vilnius | warsaw | warszawa | washington | wrocław | zürich | \
    zurich | germany | deutschland | france | spain | españa | italy | italia | portugal | poland | \
    polska | romania | românia | netherlands | nederland | switzerland | austria | uk | united kingdom | \
    usa | united states | ireland | canada | india | europe | emea | eu | москва | санкт-петербург | \
    казань | новосибирск | екатеринбург | самара | россия | нижний новгород | минск | алматы";

/// Postal codes of states, without those that are words of a job title.
const STATES: &str = "AL | AK | AZ | AR | CA | CO | CT | DC | DE | FL | GA | HI | IA | ID | IL | IN | KS | KY | LA | MD | ME | \
    MI | MN | MO | MT | NC | ND | NE | NH | NJ | NM | NV | NY | OH | OK | PA | RI | SC | SD | TN | TX | UT | VA | \
    VT | WA | WI | WV | WY";

pub(super) fn is_place(piece: &str) -> bool {
    let lower = piece.trim().to_lowercase();
    let state = is_listed(STATES, piece.trim());
    let head = lower.split([',', '/', '(']).next().unwrap_or("").trim();
    is_listed(PLACES, &lower) || is_listed(PLACES, head) || state
}

/// A place without the words on the mode of work beside it.
pub(super) fn clean_place(text: &str) -> String {
    let kept: Vec<&str> = text
        .split([';', '|', '(', ')'])
        .flat_map(|piece| piece.split(" - "))
        .flat_map(|piece| piece.split(" or "))
        .map(|piece| piece.trim().trim_end_matches(['.', ',']))
        .filter(|piece| !piece.is_empty() && !is_listed(NOT_TITLE, &piece.to_lowercase()))
        .collect();
    kept.join("; ")
}

static MODES: LazyLock<PhraseTable<WorkMode>> = LazyLock::new(|| {
    phrase_table(&[
        (
            WorkMode::Remote,
            "fully remote | 100 remote | remote work | remote position | remote role | remote job | \
        remote first | work remotely | working remotely | work from home | work from anywhere | \
        remote eligible | remote ok | remote only | telecommute | telecommuting | remote option | \
        remote possible | vollständig remote | mobiles arbeiten | homeoffice | home office | télétravail | \
        full remote | à distance | teletrabajo | trabajo remoto | en remoto | 100 remoto | \
        lavoro da remoto | da remoto | smart working | telelavoro | trabalho remoto | teletrabalho | \
        remotamente | thuiswerken | vanuit huis | praca zdalna | pracy zdalnej | zdalnie | lucru de acasă | \
        muncă la distanță | lucru remote | удаленно | удаленка | удаленку | удаленная работа | \
        удаленной работы | удаленный формат | дистанционно | дистанционный | дистанционная работа | из дома",
        ),
        (
            WorkMode::Hybrid,
            "hybrid work | hybrid working | hybrid role | hybrid position | hybrid model | hybrid schedule | \
        hybrid remote | hybrid setup | hybrid environment | hybrides arbeiten | hybrides arbeitsmodell | \
        hybridmodell | hybrid arbeiten | télétravail partiel | mode hybride | travail hybride | \
        modalidad híbrida | modelo híbrido | trabajo híbrido | formato híbrido | lavoro ibrido | \
        modalità ibrida | regime híbrido | trabalho híbrido | hybride werken | praca hybrydowa | \
        pracy hybrydowej | hybrydowo | tryb hybrydowy | hybrydow* | sistem hibrid | program hibrid | \
        munca hibridă | regim hibrid | гибрид | гибридный | гибридного | гибридном | гибридная | \
        комбинированный",
        ),
        (
            WorkMode::OnSite,
            "on site position | on site role | on site work | work on site | onsite | on site only | in office | \
        in the office | in person | office based | this is an on site | vor ort | präsenz | sur site | \
        en présentiel | présentiel | presencial | in sede | in presenza | op locatie | op kantoor | \
        stacjonarn* | w biurze | la birou | la sediu | в офисе | офис | на территории работодателя",
        ),
    ])
});

/// Words that make `remote` and `hybrid` a technical term.
const TECHNICAL: &str = "cloud | sensing | control | access | mobile | app | apps | vehicles | teams | team | systems | \
    desktop | monitoring | sites | infrastructure | procedure | method";

pub(super) fn mode(document: &Document, words: &Words) -> Option<WorkMode> {
    let range = 0..words.tokens.len();
    let mut seen: Vec<WorkMode> = words
        .find(&MODES, range)
        .into_iter()
        .map(|hit| hit.value)
        .collect();
    // A short line, a bracket or a label may say it in one word.
    for line in document.lines.iter().take(40) {
        let inside = words.within(line.span);
        let labelled = line.span.of(words.text).contains([':', '(', '|', '-', '–']);
        if inside.len() > 12 || (inside.len() > 5 && !labelled) {
            continue;
        }
        for at in inside.clone() {
            let technical = is_listed(TECHNICAL, words.word(at + 1));
            match words.word(at) {
                "remote" | "remoto" | "telecommute" if !technical => seen.push(WorkMode::Remote),
                "hybrid" | "hybride" | "híbrido" | "ibrido" | "hibrid" | "híbrida"
                    if !technical =>
                {
                    seen.push(WorkMode::Hybrid)
                }
                _ => {}
            }
        }
    }
    let has = |mode| seen.contains(&mode);
    match (
        has(WorkMode::Hybrid),
        has(WorkMode::Remote),
        has(WorkMode::OnSite),
    ) {
        (true, ..) | (_, true, true) => Some(WorkMode::Hybrid),
        (_, true, _) => Some(WorkMode::Remote),
        (_, _, true) => Some(WorkMode::OnSite),
        _ => None,
    }
}
