//! Sections of a CV, found by their headings in the words of several languages.

use std::sync::LazyLock;

use hashbrown::HashMap;
use serde::{Deserialize, Serialize};

use crate::document::{Document, Line, Role};
use crate::text::{TermKey, Token, pair_key, tokenize};

/// What a part of a CV is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SectionKind {
    /// Before the first heading.
    Head,
    Summary,
    /// What the person would like: wishes are no claims.
    Objective,
    Experience,
    Volunteering,
    Projects,
    Education,
    Certificates,
    Skills,
    Languages,
    Publications,
    Awards,
    /// Never matched: a proxy for who somebody is.
    Interests,
    References,
    Contact,
    /// Under a heading that is not known.
    Other,
}

const HEADINGS: &[(SectionKind, &[&str])] = &[
    (SectionKind::Summary, &[
        "summary", "professional summary", "executive summary", "career summary", "profile", "professional profile",
        "personal profile", "about", "about me", "career overview", "overview", "highlights", "qualifications summary",
        "summary of qualifications", "career highlights", "personal statement", "key achievements", "accomplishments",
        "professional overview", "introduction", "who i am", "in brief",
        "profil", "kurzprofil", "über mich", "zusammenfassung", "persönliches profil", "qualifikationsprofil",
        "résumé", "à propos", "à propos de moi", "profil professionnel", "présentation",
        "perfil", "perfil profesional", "resumen", "sobre mí", "resumen profesional", "extracto",
        "profilo", "profilo professionale", "chi sono", "sommario", "presentazione",
        "sobre mim", "resumo", "resumo profissional", "perfil profissional",
        "over mij", "profiel", "samenvatting", "persoonlijk profiel",
        "podsumowanie", "o mnie", "profil zawodowy", "podsumowanie zawodowe",
        "despre mine", "rezumat", "profil profesional",
        "о себе", "обо мне", "профиль", "кратко о себе", "дополнительная информация", "summary statement",
    ]),
    (SectionKind::Objective, &[
        "objective", "career objective", "objectives", "career goal", "career goals", "goal", "goals",
        "professional objective", "ziel", "berufsziel", "karriereziel", "objectif", "objectif professionnel", "objetivo",
        "objetivo profesional", "obiettivo", "obiettivo professionale", "cel", "cel zawodowy", "obiectiv", "цель", "doel",
        "what i look for", "what i would like",
    ]),
    (SectionKind::Experience, &[
        "experience", "work experience", "professional experience", "employment", "employment history", "work history",
        "career history", "relevant experience", "professional background", "work background", "experience history",
        "positions held", "career", "professional history", "job history", "clinical experience", "industry experience",
        "where i have worked", "what i have done", "teaching experience", "additional experience", "other experience",
        "previous experience", "internships", "internship", "internship experience", "military experience", "military service",
        "working experience", "employment record", "related experience", "jobs", "work",
        "berufserfahrung", "beruflicher werdegang", "werdegang", "berufspraxis", "praktische erfahrung", "berufliche erfahrung",
        "beruflicher hintergrund", "praktika", "tätigkeiten",
        "expérience", "expériences", "expérience professionnelle", "expériences professionnelles", "parcours professionnel",
        "parcours", "stages", "emplois",
        "experiencia", "experiencia laboral", "experiencia profesional", "trayectoria profesional", "historial laboral", "prácticas",
        "esperienza", "esperienze", "esperienza lavorativa", "esperienze lavorative", "esperienza professionale",
        "esperienze professionali", "carriera",
        "experiência", "experiência profissional", "experiências profissionais", "histórico profissional", "percurso profissional",
        "werkervaring", "ervaring", "loopbaan", "arbeidsverleden", "stages en werk",
        "doświadczenie", "doświadczenie zawodowe", "przebieg kariery", "historia zatrudnienia", "kariera", "praktyki", "staże",
        "experiență", "experiență profesională", "experienta", "experienta profesionala", "experiența profesională", "experiența",
        "опыт", "опыт работы", "профессиональный опыт", "места работы", "трудовая деятельность", "карьера", "стажировки",
        "pracovní zkušenosti", "arbetslivserfarenhet", "arbejdserfaring", "arbeidserfaring", "erhvervserfaring", "досвід роботи",
    ]),
    (SectionKind::Volunteering, &[
        "volunteering", "volunteer", "volunteer experience", "volunteer work", "community service", "community involvement",
        "voluntary work", "extracurricular activities", "activities", "leadership", "leadership experience",
        "ehrenamt", "ehrenamtliches engagement", "engagement", "bénévolat", "voluntariado", "volontariato", "wolontariat",
        "voluntariat", "волонтерство", "vrijwilligerswerk", "other activities",
    ]),
    (SectionKind::Projects, &[
        "projects", "personal projects", "selected projects", "academic projects", "key projects", "project experience",
        "side projects", "portfolio", "project", "open source", "projects undertaken", "major projects",
        "projekte", "projets", "proyectos", "progetti", "projetos", "projecten", "projekty", "proiecte", "проекты",
    ]),
    (SectionKind::Education, &[
        "education", "academic background", "academic qualifications", "education and training", "educational background",
        "education and qualifications", "qualifications", "academics", "academic history", "training", "studies", "schooling",
        "trainings", "courses", "coursework", "relevant coursework", "professional development", "educational qualifications",
        "academic profile", "academic credentials", "education details", "scholastics",
        "ausbildung", "bildung", "bildungsweg", "studium", "schulbildung", "weiterbildung", "weiterbildungen",
        "akademischer werdegang", "aus und weiterbildung", "fortbildungen", "schule",
        "formation", "formations", "éducation", "études", "diplômes", "parcours académique", "formation académique", "scolarité",
        "educación", "formación", "formación académica", "estudios", "formación complementaria", "cursos",
        "istruzione", "formazione", "istruzione e formazione", "studi", "titoli di studio", "corsi",
        "educação", "formação", "formação acadêmica", "formação académica", "escolaridade",
        "opleiding", "opleidingen", "onderwijs", "cursussen",
        "edukacja", "wykształcenie", "kursy", "szkolenia", "kursy i szkolenia",
        "educație", "educatie", "studii", "educație și formare", "educatie si formare", "formare", "cursuri",
        "образование", "обучение", "курсы", "повышение квалификации", "vzdělání", "utbildning", "uddannelse", "utdanning", "освіта",
    ]),
    (SectionKind::Certificates, &[
        "certificates", "certifications", "licenses", "licences", "certification", "licenses and certifications",
        "licences and certificates", "certificates and licences", "certifications and licenses", "accreditations",
        "professional certifications", "credentials", "licensure", "certificate", "licenses certifications", "tickets",
        "zertifikate", "zertifizierungen", "führerscheine", "certificats", "permis", "certificaciones", "certificados", "carnets",
        "certificazioni", "patenti", "certificações", "certificaten", "certificaaten", "rijbewijzen", "certyfikaty", "uprawnienia",
        "certyfikaty i uprawnienia", "certificări", "certificari", "сертификаты", "лицензии",
    ]),
    (SectionKind::Skills, &[
        "skills", "technical skills", "key skills", "core skills", "core competencies", "competencies", "areas of expertise",
        "expertise", "technologies", "tools", "tech stack", "technical expertise", "technical proficiency", "skill set",
        "professional skills", "computer skills", "it skills", "software", "software skills", "programming languages",
        "skills and abilities", "skills summary", "skill highlights", "core qualifications", "technical summary", "specialties",
        "strengths", "technical qualifications", "other skills", "additional skills", "soft skills", "hard skills", "programming",
        "skills and tools", "tools and technologies", "what i know", "what i can do", "clinical skills", "abilities", "proficiencies",
        "core strengths", "technical competencies", "technical knowledge", "skillset", "skills and competencies", "toolbox",
        "kenntnisse", "fähigkeiten", "kompetenzen", "it kenntnisse", "edv kenntnisse", "fachkenntnisse", "technologien",
        "kenntnisse und fähigkeiten", "edv",
        "compétences", "compétences techniques", "compétences clés", "savoir faire", "atouts", "logiciels", "informatique",
        "habilidades", "competencias", "conocimientos", "aptitudes", "herramientas", "informática", "conocimientos informáticos",
        "competenze", "capacità", "conoscenze", "competenze tecniche", "competenze informatiche", "abilità",
        "competências", "conhecimentos", "aptidões",
        "vaardigheden", "competenties", "kennis", "computervaardigheden",
        "umiejętności", "kompetencje", "kluczowe umiejętności", "znajomość programów", "technologie",
        "competențe", "competente", "abilități", "aptitudini", "abilitati",
        "навыки", "ключевые навыки", "профессиональные навыки", "умения", "технологии", "стек технологий", "компетенции",
        "dovednosti", "färdigheter", "kompetencer", "ferdigheter", "навички",
    ]),
    (SectionKind::Languages, &[
        "languages", "language skills", "language", "languages known", "sprachen", "sprachkenntnisse", "fremdsprachen", "langues",
        "idiomas", "lingue", "lingue straniere", "línguas", "talen", "talenkennis", "języki", "języki obce", "znajomość języków",
        "limbi", "limbi străine", "limbi straine", "языки", "знание языков", "иностранные языки", "jazyky", "språk", "sprog", "мови",
    ]),
    (SectionKind::Publications, &[
        "publications", "papers", "conferences", "presentations", "talks", "patents", "publikationen", "veröffentlichungen",
        "publicaciones", "pubblicazioni", "publicações", "publicaties", "publikacje", "publicații", "публикации", "selected publications",
    ]),
    (SectionKind::Awards, &[
        "awards", "honors", "honours", "honors and awards", "awards and honors", "achievements", "auszeichnungen", "prix",
        "distinctions", "premios", "logros", "premi", "prêmios", "nagrody", "osiągnięcia", "premii", "награды", "достижения",
        "recognition", "scholarships", "awards and recognition", "awards and achievements",
    ]),
    (SectionKind::Interests, &[
        "interests", "hobbies", "hobbies and interests", "interests and hobbies", "personal interests", "interessen", "hobbys",
        "centres d'intérêt", "loisirs", "intérêts", "intereses", "aficiones", "interessi", "hobby", "interesses", "hobbies en interesses",
        "zainteresowania", "hobbyuri", "interese", "хобби", "интересы", "увлечения", "zájmy", "intressen", "interesser",
    ]),
    (SectionKind::References, &[
        "references", "referees", "referenzen", "références", "referencias", "referenze", "referências", "referenties",
        "referencje", "referințe", "рекомендации", "reference", "affiliations", "professional affiliations", "memberships",
    ]),
    (SectionKind::Contact, &[
        "contact", "contact details", "personal details", "personal information", "contact information", "personal data",
        "kontakt", "persönliche daten", "angaben zur person", "coordonnées", "contacto", "datos personales", "contatti",
        "dati personali", "dados pessoais", "contato", "contactgegevens", "persoonlijke gegevens", "persoonsgegevens", "dane osobowe", "dane kontaktowe",
        "date personale", "личные данные", "контакты", "контактная информация", "details", "personalia",
    ]),
];

/// Words of a longest heading.
const LONGEST: usize = 6;

/// Folds the keys of a whole heading into one, joining words (`and`, `&`) left out.
fn heading_key(tokens: &[Token]) -> Option<TermKey> {
    static JOINING: LazyLock<Vec<TermKey>> = LazyLock::new(|| {
        tokenize("and und et y e i och en si și и").into_iter().map(|token| token.key).collect()
    });
    tokens
        .iter()
        .map(|token| token.key)
        .filter(|key| !JOINING.contains(key))
        .reduce(pair_key)
}

/// The section that a heading of exactly these words opens.
pub fn of_heading(tokens: &[Token]) -> Option<SectionKind> {
    static KINDS: LazyLock<HashMap<TermKey, SectionKind>> = LazyLock::new(|| {
        HEADINGS
            .iter()
            .flat_map(|(kind, headings)| headings.iter().map(move |heading| (heading, *kind)))
            .filter_map(|(heading, kind)| Some((heading_key(&tokenize(heading))?, kind)))
            .collect()
    });
    if tokens.is_empty() || tokens.len() > LONGEST {
        return None;
    }
    KINDS.get(&heading_key(tokens)?).copied()
}

/// The section of every line: `sections[i]` belongs to `document.lines[i]`.
///
/// A line that only holds a heading, and the rest of a line after `Heading:`,
/// belong to the section that they open. `line_tokens[i]` are the tokens of line i.
pub fn of_lines(document: &Document, line_tokens: &[&[Token]]) -> Vec<SectionKind> {
    let mut current = SectionKind::Head;
    document
        .lines
        .iter()
        .zip(line_tokens)
        .map(|(line, tokens)| {
            if let Some(kind) = opened_by(&document.text, line, tokens) {
                current = kind;
            }
            current
        })
        .collect()
}

fn opened_by(text: &str, line: &Line, tokens: &[Token]) -> Option<SectionKind> {
    if tokens.is_empty() || matches!(line.role, Role::ListItem | Role::Identity) {
        return None;
    }
    let written = line.span.of(text).trim_start();
    let capital = written.starts_with(|first: char| first.is_uppercase() || !first.is_alphabetic());
    if let Some(kind) = of_heading(tokens) {
        // `experience` alone in lower case is a word of a broken line, not a heading.
        return (capital || line.role == Role::Heading).then_some(kind);
    }
    // `Skills: Python, SQL`
    let colon = line.span.start as usize + line.span.of(text).find(':')?;
    let head = tokens.iter().take_while(|token| (token.span.start as usize) < colon).count();
    if capital { of_heading(&tokens[..head]) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(heading: &str) -> Option<SectionKind> {
        of_heading(&tokenize(heading))
    }

    #[test]
    fn headings_of_several_languages() {
        assert_eq!(kind("WORK EXPERIENCE"), Some(SectionKind::Experience));
        assert_eq!(kind("Licenses & Certifications"), Some(SectionKind::Certificates));
        assert_eq!(kind("Doświadczenie zawodowe"), Some(SectionKind::Experience));
        assert_eq!(kind("Опыт работы"), Some(SectionKind::Experience));
        assert_eq!(kind("Centres d'intérêt"), Some(SectionKind::Interests));
        assert_eq!(kind("experience with Python"), None);
    }

    #[test]
    fn no_heading_stands_for_two_sections() {
        let mut seen: HashMap<TermKey, (SectionKind, &str)> = HashMap::new();
        for (kind, headings) in HEADINGS {
            for heading in *headings {
                let key = heading_key(&tokenize(heading)).unwrap();
                if let Some((other, first)) = seen.insert(key, (*kind, heading)) {
                    assert_eq!(other, *kind, "{first} and {heading}");
                }
            }
        }
    }
}
