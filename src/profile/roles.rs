//! Words that name an occupation: what tells a title from an employer or a place.

use std::sync::LazyLock;

use crate::document::{Span, budget};
use crate::text::{TermKey, TermSet, Token, pair_key, term_key, tokenize, tokenize::lower};

/// Head nouns of job titles, one string a language.
const ROLES: &[&str] = &[
    // en
    "accountant actuary administrator advisor adviser advocate agent aide analyst apprentice architect artist assistant associate \
     attendant attorney auditor baker banker barber barista bartender bookkeeper broker builder butcher buyer captain caregiver carer \
     carpenter cashier chairman chef chemist chief cleaner clerk coach collector commander consultant contractor controller cook coordinator \
     counsel counselor counsellor crew curator dba dentist deputy designer developer director dispatcher doctor driver economist editor \
     electrician engineer entrepreneur estimator evaluator examiner executive fellow fitter foreman founder freelancer gardener generalist \
     guard guide hairdresser handler handyman head host hostess housekeeper hygienist inspector installer instructor intern internship \
     interpreter inventor investigator janitor journalist laborer labourer landscaper lawyer lead leader lecturer librarian lifeguard \
     lieutenant loader locksmith machinist maid maintainer manager marketer mason matron mechanic medic mentor merchandiser midwife \
     mover nanny negotiator nurse nutritionist officer operative operator organizer owner packer painter paralegal paramedic partner \
     pharmacist photographer physician physiotherapist picker pilot planner plumber police porter postdoc practitioner president \
     principal producer professor programmer promoter psychologist receptionist recruiter registrar reporter representative researcher \
     roofer sailor salesperson salesman scientist secretary security seller sergeant server sommelier specialist stocker strategist \
     student stylist superintendent supervisor surgeon surveyor sysadmin tailor teacher technician technologist teller therapist \
     trader trainee trainer translator treasurer tutor underwriter veterinarian vet volunteer waiter waitress warehouseman welder worker \
     writer adjuster ambassador animator appraiser assembler assessor bellhop biologist boilermaker bricklayer busser \
     clinician concierge copywriter courier croupier dean dietitian dishwasher doorman facilitator firefighter \
     geologist glazier headteacher hydrologist illustrator mathematician member messenger millwright \
     optician optometrist pastor phlebotomist physicist plasterer proofreader proprietor radiographer ranger rigger \
     scheduler soldier sonographer statistician steward stewardess upholsterer usher valet videographer \
     ceo cto cfo coo cio vp hca rn lpn cna sre dba qa",
    // de
    "angestellte angestellter arzt ärztin assistent assistentin auszubildender auszubildende bauleiter berater beraterin \
     bilanzbuchhalter bilanzbuchhalterin buchhalter buchhalterin controller controllerin entwickler entwicklerin erzieher erzieherin \
     elektriker elektroniker fachkraft fahrer fahrerin friseur gärtner geselle hausmeister ingenieur ingenieurin informatiker \
     informatikerin kaufmann kauffrau koch köchin krankenpfleger krankenschwester lagerist lehrer lehrerin leiter leiterin maler \
     mechaniker mechatroniker meister mitarbeiter mitarbeiterin pflegefachkraft pflegefachmann pflegefachfrau pfleger pflegerin praktikant \
     praktikantin projektleiter projektleiterin redakteur sachbearbeiter sachbearbeiterin schlosser sekretärin softwareentwickler \
     staplerfahrer steuerfachangestellte steuerfachangestellter steuerberater teamleiter teamleiterin techniker tischler verkäufer \
     verkäuferin werkstudent werkstudentin zerspanungsmechaniker schichtleiter lagerleiter finanzbuchhalter finanzbuchhalterin",
    // fr
    "acheteur aide-soignant aide-soignante agent analyste apprenti architecte assistant assistante avocat cadre caissier caissière cariste \
     chargé chargée chauffeur chef chercheur coiffeur coiffeuse comptable commercial commerciale concepteur conducteur conseiller conseillère \
     consultant consultante coordinateur coordinatrice cuisinier cuisinière dessinateur développeur développeuse directeur directrice \
     électricien employé employée enseignant enseignante formateur formatrice gestionnaire graphiste infirmier infirmière ingénieur ingénieure \
     journaliste juriste maçon magasinier magasinière manutentionnaire mécanicien médecin opérateur ouvrier peintre pharmacien plombier \
     préparateur professeur programmeur rédacteur réceptionniste responsable secrétaire serveur serveuse stagiaire technicien technicienne vendeur vendeuse",
    // es, pt, it
    "abogado abogada administrador administradora administrativo administrativa agente analista arquitecto asesor asistente auxiliar becario \
     camarero camarera carretillero cocinero cocinera comercial conductor consultor consultora contable contador contadora coordinador \
     coordinadora desarrollador desarrolladora diseñador diseñadora docente electricista encargado encargada enfermera enfermero \
     especialista fontanero gerente ingeniero ingeniera jefe jefa maestro mecánico médico mozo operario peluquera profesor profesora \
     programador programadora recepcionista responsable secretaria soldador supervisor técnico técnica vendedor vendedora \
     advogado analista assistente atendente consultora contabilista desenvolvedor desenvolvedora diretor eletricista enfermeira enfermeiro engenheiro \
     engenheira estagiário estagiária gestor gestora motorista operador programador secretária técnico vendedor \
     addetto addetta autista avvocato cameriere cameriera commesso contabile cuoco direttore direttrice elettricista impiegato impiegata infermiere \
     infermiera ingegnere insegnante magazziniere meccanico operaio operatore programmatore progettista ragioniere segretaria sviluppatore \
     tecnico tirocinante venditore capo",
    // nl, pl, ro
    "beheerder boekhouder chauffeur directeur docent elektricien ingenieur kok leraar magazijnmedewerker medewerker monteur ontwikkelaar \
     schilder stagiair verkoper verpleegkundige verpleegster voorman analist adviseur \
     administrator analityk asystent asystentka brygadzista brukarz cukiernik doradca dyrektor elektryk fryzjer fryzjerka handlowiec informatyk \
     inspektor inżynier kasjer kelner kelnerka kierowca kierownik koordynator kosztorysant kucharz księgowa księgowy lekarz magazynier malarz \
     mechanik monter murarz nauczyciel nauczycielka operator opiekun opiekunka pielęgniarka pielęgniarz pracownik praktykant prawnik programista \
     programistka projektant przedstawiciel ratownik recepcjonistka sekretarka spawacz specjalista specjalistka sprzedawca sprzedawczyni stażysta \
     ślusarz technik tester \
     asistent asistentă bucătar contabil contabilă director dezvoltator electrician inginer instalator magaziner manager medic ospătar profesor \
     programator recepționer secretar secretară specialist stivuitorist sudor șofer șef tehnician vânzător vânzătoare zidar infirmieră",
    // ru, uk, cs, sv, da, no
    "администратор аналитик архитектор ассистент бариста библиотекарь брокер бухгалтер водитель врач главный дизайнер директор заместитель \
     инженер инспектор кассир консультант координатор кладовщик куратор лаборант маркетолог мастер медсестра медбрат менеджер механик монтажник \
     начальник оператор официант повар помощник преподаватель продавец программист продюсер психолог разработчик разнорабочий редактор \
     рекрутер руководитель сварщик секретарь слесарь специалист стажер стажёр тестировщик технолог техник тимлид учитель фельдшер экономист \
     электрик юрист developer бэкенд фронтенд девопс \
     učitel účetní řidič vedoucí technik programátor skladník utvecklare sjuksköterska ingenjör chef lärare udvikler sygeplejerske utvikler sykepleier",
];

/// Endings of compound titles in languages that write them as one word.
const ENDINGS: &[&str] = &[
    "entwickler",
    "entwicklerin",
    "leiter",
    "leiterin",
    "berater",
    "beraterin",
    "kaufmann",
    "kauffrau",
    "mechaniker",
    "techniker",
    "ingenieur",
    "assistent",
    "assistentin",
    "fahrer",
    "fachkraft",
    "pfleger",
    "pflegerin",
    "arbeiter",
    "verkäufer",
    "buchhalter",
    "buchhalterin",
    "medewerker",
    "ontwikkelaar",
    "beheerder",
    "utvecklare",
    "udvikler",
    "разработчик",
    "программист",
    "manager",
    "koordinator",
    "koordinatorin",
    "samordnare",
];

/// No ending is shorter, in bytes.
const SHORTEST_ENDING: usize = 5;

/// Pairs in which a role's word is part of a place or a firm.
const NOT_ROLES: &[(&str, &str)] = &[
    ("baker", "street"),
    ("head", "office"),
    ("head", "quarters"),
    ("guard", "rail"),
    ("partner", "bank"),
    ("agent", "technologies"),
    ("chef", "supplies"),
    ("home", "guard"),
    ("member", "of"),
    ("member", "since"),
    ("valet", "parking"),
    ("steward", "street"),
    ("courier", "services"),
    ("messenger", "app"),
    ("ranger", "district"),
    ("power", "ranger"),
    ("lead", "gen"),
    ("lead", "time"),
    ("lead", "times"),
    ("partner", "program"),
    ("partner", "network"),
    ("doctor", "of"),
    ("fellow", "of"),
    ("student", "union"),
    ("student", "council"),
    ("writer", "s"),
    ("baker", "hughes"),
    ("butcher", "block"),
    ("guide", "dogs"),
    ("security", "clearance"),
    ("information", "security"),
    ("social", "security"),
    ("homeland", "security"),
    ("cyber", "security"),
    ("network", "security"),
    ("host", "country"),
];

/// Whether a part of a line names an occupation.
pub fn names_a_role(text: &str, span: Span) -> bool {
    let written = span.of(text);
    tokens_name_a_role(written, &tokenize(written))
}

/// Whether a run of tokens of `text` names an occupation.
pub fn tokens_name_a_role(text: &str, tokens: &[Token]) -> bool {
    budget::spend(1 + tokens.len());
    tokens.iter().enumerate().any(|(at, token)| {
        let known = is_role(text, *token);
        known && {
            let beside =
                |at: Option<usize>| at.and_then(|at| tokens.get(at)).map(|token| token.key);
            !is_other(beside(at.checked_sub(1)), token.key, beside(Some(at + 1)))
        }
    })
}

fn is_role(written: &str, token: Token) -> bool {
    static KNOWN: LazyLock<TermSet> = LazyLock::new(|| {
        let words = || ROLES.iter().flat_map(|roles| roles.split_whitespace());
        // Plurals are keys of their own, so that no word is spelt out here.
        words()
            .map(term_key)
            .chain(words().map(|word| term_key(&format!("{word}s"))))
            .collect()
    });
    if KNOWN.contains(&token.key) {
        return true;
    }
    let word = token.of(written);
    if word.len() <= SHORTEST_ENDING {
        return false;
    }
    // Most words are ASCII and need no copy in lower case.
    if word.is_ascii() {
        return ENDINGS.iter().any(|ending| {
            word.len()
                .checked_sub(ending.len())
                .filter(|&start| start > 0)
                .is_some_and(|start| word[start..].eq_ignore_ascii_case(ending))
        });
    }
    let word = lower(word);
    ENDINGS
        .iter()
        .any(|ending| word.len() > ending.len() && word.ends_with(ending))
}

/// Whether a role's word stands for another thing between its neighbours.
fn is_other(before: Option<TermKey>, role: TermKey, after: Option<TermKey>) -> bool {
    static OTHER: LazyLock<TermSet> = LazyLock::new(|| {
        NOT_ROLES
            .iter()
            .map(|(first, second)| pair_key(term_key(first), term_key(second)))
            .collect()
    });
    before.is_some_and(|before| OTHER.contains(&pair_key(before, role)))
        || after.is_some_and(|after| OTHER.contains(&pair_key(role, after)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> bool {
        names_a_role(text, Span::new(0, text.len()))
    }

    #[test]
    fn titles_are_told_from_employers() {
        for title in [
            "Senior Backend Engineer",
            "Java-разработчик",
            "Teamleiterin Buchhaltung",
            "Softwareentwickler",
            "infirmière de nuit",
            "Executive Assistant",
            "Lead Generation Specialist",
            "Sales Associate",
            "Account Executive",
            "Head Chef",
            "Principal",
            "Team Assistant",
            "Chief of Staff",
            "Master Data Manager",
            "Software Engineers",
            "Verkaufsleiter",
            "Crew Member",
            "Parking Valet",
            "Workshop Facilitator",
            "Brand Ambassador",
            "Assembler",
        ] {
            assert!(names(title), "{title}");
        }
        for other in [
            "Northwind Logistics Ltd",
            "Kraków",
            "ЗАО Ромашка",
            "St. Mary's Hospital",
            "Baker Street",
            "Head Office",
            "Guard Rail Ltd",
            "Member of the Brill Society",
            "Partner Bank",
            "Agent Technologies",
            "Home Depot Chef Supplies",
        ] {
            assert!(!names(other), "{other}");
        }
    }
}
