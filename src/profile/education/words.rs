//! The words of degrees and schools, flat, in the languages that are read.

use std::sync::LazyLock;

use crate::text::{PhraseTable, TermKey, TermSet, term_key, term_set};

use super::EducationLevel::{self, Bachelor, Doctorate, Master, Secondary, Vocational};

/// What must hold for a phrase to name a level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Guard {
    /// The words are enough.
    Sure,
    /// Begins with a capital.
    Capital,
    /// Begins with a capital, in a line that is about schooling.
    Capitalised,
    /// In a line that is about schooling, in any case.
    Schooling,
    /// In capitals, before `in`, `of`, `degree`, or heading a line about schooling.
    Initials,
}

use Guard::{Capital, Capitalised, Initials, Schooling, Sure};

/// Phrases divided by commas. `_` stands for any one word; a phrase with a dot has
/// dots between its parts; a last `in`, `of` and the like leads to the field.
const PHRASES: &[(EducationLevel, Guard, &str)] = &[
    // en
    (
        Secondary,
        Sure,
        "high school, high school diploma, high school degree, secondary school, secondary education, ged, \
        general education diploma, gcse, gcses, a levels, a level certificate, senior secondary, higher secondary, leaving certificate, hsc, ssc, \
        10th standard, 12th standard, international baccalaureate",
    ),
    (
        Vocational,
        Sure,
        "associate degree, associates degree, associate s degree, associate of arts, associate of science, \
        associate of applied science, associate of applied, associate of business, associate of fine arts, associate of general studies, associate in arts, \
        associate in science, associates of, associate s in, associates in, associate s of, associate of, diploma, diploma in, apprenticeship, trade school, \
        vocational school, vocational training, vocational qualification, technical school, trade certificate, hnd, hnc, nvq, btec, higher national diploma, \
        foundation degree, certificate iii, certificate iv, technical diploma, a.a, a.s, a.a.s",
    ),
    (Vocational, Initials, "aa, as, aas, adn, asn"),
    (
        Bachelor,
        Sure,
        "bachelor, bachelors, bachelor s, bachelor of science, bachelor of arts, bachelors of science, bachelors of arts, \
        bachelor of engineering, bachelor of technology, bachelor of business administration, bachelor of commerce, bachelor of education, \
        bachelor of laws, bachelor of fine arts, bachelor of applied science, bachelor of science in nursing, bsc, b.sc, bsn, b.s, b.a, b.s.c, btech, b.tech, \
        beng, b.eng, bcom, b.com, bba, b.b.a, b.ed, bfa, llb, ll.b, bca, b.c.a, b.e, b.arch, b.pharm, bpharm, bsba, bsee, ba hons, bsc hons, \
        undergraduate degree, college degree, university degree, four year degree, 4 year degree, degree in, degree from, \
        honours degree, first degree, undergraduate studies, college graduate, university graduate, graduated from university",
    ),
    (Bachelor, Initials, "ba, bs, be"),
    (Bachelor, Schooling, "degree"),
    (
        Master,
        Sure,
        "master s, master s degree, masters degree, master degree, master of science, master of arts, masters of science, masters of arts, \
        master of business administration, masters of business administration, master of engineering, master of laws, master of education, \
        master of public health, master of public administration, master of fine arts, master of social work, \
        master in, masters in, master of, masters of, executive master, professional master, msc, m.sc, m.s, m.a, mba, m.b.a, executive mba, mtech, m.tech, meng, m.eng, m.com, mcom, \
        m.ed, mphil, m.phil, mfa, ll.m, mca, m.c.a, m.e, msw, m.s.w, m.p.h, mbbs, graduate degree, advanced degree, postgraduate degree, \
        post graduate degree, post graduation, postgraduate diploma, post graduate diploma, pgdm, pgdip",
    ),
    (Master, Initials, "ms, ma, me, mph, mpa, llm, msn"),
    (Master, Capitalised, "master, masters"),
    (
        Doctorate,
        Sure,
        "phd, ph.d, dphil, d.phil, doctorate, doctoral degree, doctor of, juris doctor, pharmd, pharm.d, ed.d, d.b.a, j.d",
    ),
    (Doctorate, Initials, "jd, edd"),
    // de
    (
        Secondary,
        Sure,
        "abitur, fachabitur, fachhochschulreife, hochschulreife, allgemeine hochschulreife, mittlere reife, mittlerer schulabschluss, \
        realschulabschluss, realschule, hauptschulabschluss, hauptschule, schulabschluss, handelsmatura",
    ),
    (
        Vocational,
        Sure,
        "berufsausbildung, ausbildung zum, ausbildung zur, ausbildung als, ausbildung im, abgeschlossene ausbildung, kaufmännische ausbildung, \
        technische ausbildung, duale ausbildung, ausbildung abgeschlossen, lehre als, lehre zum, lehre zur, abgeschlossene lehre, lehrabschluss, \
        lehrabschlussprüfung, gesellenbrief, gesellenprüfung, meisterbrief, meisterprüfung, industriemeister, handwerksmeister, berufsschule, fachschule, \
        berufsfachschule, staatlich geprüfter techniker, staatlich geprüfte technikerin, staatlich geprüfter, staatlich geprüfte, facharbeiterbrief",
    ),
    (Vocational, Capitalised, "ausbildung, lehre"),
    (
        Bachelor,
        Sure,
        "bachelorstudium, bachelorabschluss, hochschulabschluss, hochschulstudium, universitätsabschluss, fachhochschulabschluss, \
        abgeschlossenes studium, abgeschlossenes hochschulstudium, studium der, studium des, studium im bereich, duales studium, universitätsstudium, b.eng",
    ),
    (Bachelor, Capitalised, "studium"),
    (
        Master,
        Sure,
        "masterstudium, masterabschluss, magisterstudium, diplomstudium, diplom ingenieur, diplom ingenieurin, diplom kaufmann, diplom kauffrau, \
        diplom informatiker, diplom informatikerin, diplom betriebswirt, diplom betriebswirtin, diplomingenieur, diplomkaufmann, dipl, dipl ing, dipl kfm, \
        dipl.ing, dipl.kfm, dipl.inf, ingenieur diplom, staatsexamen, zweites staatsexamen",
    ),
    (Master, Capital, "diplom, diplom in"),
    (
        Doctorate,
        Sure,
        "dr.rer.nat, dr.ing, dr.med, dr.phil, dr.rer.pol, dr.iur, dr.jur, dr.oec, dr ing, dr med, dr rer nat, dr phil, promoviert, promotion zum, \
        promotion an der, promotionsstudium, doktor der, doktorgrad, doktorarbeit",
    ),
    (Doctorate, Schooling, "doktor, promotion"),
    // fr
    (
        Secondary,
        Sure,
        "baccalauréat, bac pro, baccalauréat professionnel, niveau bac, brevet des collèges",
    ),
    (Secondary, Schooling, "bac, lycée"),
    (
        Vocational,
        Sure,
        "bac 2, diplôme universitaire de technologie, brevet de technicien supérieur, certificat d aptitude professionnelle, \
        brevet d études professionnelles, diplôme d état, deug, cfc",
    ),
    (Vocational, Initials, "bts, dut, cap, bep"),
    (
        Bachelor,
        Sure,
        "licence en, licence professionnelle, licence pro, licence professionnelle en, bac 3, diplôme universitaire, bachelor universitaire de technologie",
    ),
    (Bachelor, Capitalised, "licence, but"),
    (
        Master,
        Sure,
        "bac 4, bac 5, diplôme d ingénieur, diplôme d ingénieure, école d ingénieur, école d ingénieurs, école de commerce, master 1, master 2, \
        mastère, maîtrise en, maîtrise ès, maîtrise universitaire",
    ),
    (Master, Capitalised, "maîtrise, m1, m2"),
    (Master, Initials, "dess, dea"),
    (Doctorate, Sure, "doctorat, bac 8, thèse de doctorat"),
    // es, pt
    (
        Secondary,
        Sure,
        "bachillerato, bachiller, educación secundaria, enseñanza secundaria, ensino médio, ensino secundário, ensino medio, 12º ano, \
        graduado escolar",
    ),
    (Secondary, Initials, "eso"),
    (
        Vocational,
        Sure,
        "grado superior, grado medio, fp grado superior, fp grado medio, fp superior, fp ii, formación profesional, ciclo formativo, \
        ciclo formativo de grado superior, ciclo formativo de grado medio, técnico superior en, tecnólogo em, curso técnico, curso técnico em, curso técnico de, \
        ensino técnico, ensino profissional, tecnicatura",
    ),
    (Vocational, Initials, "fp"),
    (Vocational, Schooling, "técnico em, técnico superior"),
    (
        Bachelor,
        Sure,
        "licenciatura, licenciatura en, licenciatura em, licenciado en, licenciada en, licenciado em, licenciada em, grado en, grado universitario, \
        graduado en, graduada en, diplomatura, diplomatura en, diplomado en, diplomada en, título universitario, titulación universitaria, estudios universitarios, \
        ingeniería técnica, ingeniero técnico en, bacharelado, bacharelado em, bacharel, bacharel em, graduação em, graduado em, graduada em, ensino superior, \
        superior completo, curso superior, formação superior, formación universitaria",
    ),
    (
        Bachelor,
        Capitalised,
        "grado, ingeniería, graduação, engenharia",
    ),
    (
        Master,
        Sure,
        "máster, máster en, máster universitario, máster universitario en, maestría, maestría en, mestrado, mestrado em, mestre em, \
        posgrado, posgrado en, postgrado, pós graduação, pós graduação em, pos graduação em",
    ),
    (
        Doctorate,
        Sure,
        "doctorado, doctorado en, doctor en, doutorado, doutorado em, doutoramento, doutoramento em",
    ),
    // it
    (
        Secondary,
        Sure,
        "maturità, diploma di maturità, liceo, diploma di scuola superiore, diploma superiore, scuola superiore, istituto tecnico, licenza media, \
        diploma di ragioneria, perito industriale, perito informatico, perito meccanico, perito elettronico, diploma di istruzione secondaria",
    ),
    (
        Vocational,
        Sure,
        "qualifica professionale, diploma professionale, istituto professionale, formazione professionale, apprendistato",
    ),
    (
        Bachelor,
        Sure,
        "laurea triennale, laurea triennale in, laurea breve, laurea in, laurea, laureato in, laureata in, laurea di primo livello",
    ),
    (
        Master,
        Sure,
        "laurea magistrale, laurea magistrale in, laurea specialistica, laurea specialistica in, laurea magistrale a ciclo unico, \
        laurea vecchio ordinamento, master universitario, laurea quinquennale",
    ),
    (Master, Capitalised, "magistrale, specialistica"),
    (
        Doctorate,
        Sure,
        "dottorato, dottorato di ricerca, dottorato in, dottorato di ricerca in",
    ),
    // nl
    (Secondary, Sure, "vmbo, havo, vwo, middelbare school, mavo"),
    (
        Vocational,
        Sure,
        "mbo, mbo niveau, mbo 4, mbo 3, mbo 2, vakdiploma, middelbaar beroepsonderwijs, graduaat",
    ),
    (
        Bachelor,
        Sure,
        "hbo, hbo bachelor, hbo niveau, wo bachelor, universitaire opleiding, universitair diploma, hogeschooldiploma",
    ),
    (Master, Sure, "wo master, wo niveau, wo werk, doctorandus"),
    (Doctorate, Sure, "gepromoveerd, promotieonderzoek"),
    // pl
    (
        Secondary,
        Sure,
        "liceum, liceum ogólnokształcące, wykształcenie średnie, średnie wykształcenie, wykształcenia średniego, egzamin maturalny, średnie ogólnokształcące",
    ),
    (Secondary, Schooling, "matura, średnie"),
    (
        Vocational,
        Sure,
        "technikum, średnie techniczne, zasadnicza szkoła zawodowa, szkoła zawodowa, wykształcenie zawodowe, szkoła policealna, policealne, \
        szkoła branżowa, studium policealne, wykształcenie zasadnicze",
    ),
    (
        Bachelor,
        Sure,
        "licencjat, licencjata, licencjackie, studia licencjackie, studia inżynierskie, inżynierskie, tytuł inżyniera, wykształcenie wyższe, \
        wyższe wykształcenie, wykształcenia wyższego, wyższego wykształcenia, wykształceniem wyższym, wyższe techniczne, wyższe ekonomiczne, wyższe kierunkowe, \
        studia wyższe, studiów wyższych, studia i stopnia, studia pierwszego stopnia, studia podyplomowe, studiów podyplomowych",
    ),
    (Bachelor, Schooling, "inżynier, wyższe, inż, lic"),
    (
        Master,
        Sure,
        "magister, magistra, magisterskie, studia magisterskie, jednolite studia magisterskie, studia ii stopnia, studia drugiego stopnia, mgr inż, \
        magister inżynier",
    ),
    (Master, Schooling, "mgr, drs"),
    (
        Doctorate,
        Sure,
        "doktorat, doktorskie, studia doktoranckie, dr inż, dr hab, doktor nauk",
    ),
    // ro
    (
        Secondary,
        Sure,
        "bacalaureat, liceu, liceul, liceul teoretic, studii medii, studii liceale",
    ),
    (
        Vocational,
        Sure,
        "școala profesională, scoala profesionala, școală postliceală, studii postliceale, școală de maiștri, colegiul tehnic",
    ),
    (
        Bachelor,
        Sure,
        "licență, licenta, licență în, licenta in, diplomă de licență, diploma de licenta, studii superioare, studii universitare",
    ),
    (
        Master,
        Sure,
        "masterat, masterat în, masterat in, studii de masterat",
    ),
    // ru, uk
    (
        Secondary,
        Sure,
        "среднее образование, среднее общее, среднее полное, среднее полное общее, полное среднее, неполное высшее, незаконченное высшее, неоконченное высшее, \
        среднего образования, повна загальна середня, середня освіта, атестат",
    ),
    (Secondary, Schooling, "среднее, середня"),
    (
        Vocational,
        Sure,
        "среднее специальное, средне специальное, среднее профессиональное, среднее техническое, начальное профессиональное, среднего специального, \
        среднего профессионального, техникум, колледж, училище, пту, спо, технікум, коледж, середня спеціальна, професійно технічна",
    ),
    (
        Bachelor,
        Sure,
        "бакалавр, бакалавра, бакалавриат, бакалавриата, высшее образование, высшего образования, высшее техническое, высшее экономическое, \
        высшее юридическое, высшее медицинское, высшее профессиональное, высшим образованием, вища освіта, вищої освіти",
    ),
    (Bachelor, Schooling, "высшее, вища"),
    (
        Master,
        Sure,
        "магистр, магистра, магистратура, магистратуры, специалитет, аспирантура, дипломированный специалист, магістр, магістратура, аспірантура",
    ),
    (Master, Schooling, "специалист, спеціаліст"),
    (
        Doctorate,
        Sure,
        "кандидат наук, кандидат _ наук, кандидат физико математических наук, доктор наук, доктор _ наук, к.т.н, к.э.н, к.м.н, д.т.н, к.ф.м.н, ученая степень",
    ),
    // cs, sv, da, no
    (
        Secondary,
        Sure,
        "maturita, maturitou, střední škola, středoškolské, gymnázium, gymnasieexamen, gymnasieutbildning, studentereksamen, videregående, \
        videregående skole, studiekompetanse",
    ),
    (
        Vocational,
        Sure,
        "výuční list, vyučen, vyučena, vyšší odborná, střední odborné, yrkeshögskola, yrkesutbildning, yh utbildning, erhvervsuddannelse, \
        erhvervsakademi, fagbrev, fagskole, svendebrev",
    ),
    (
        Bachelor,
        Sure,
        "bakalář, bakalářské, bakalářský, bakalářské studium, vysokoškolské, vysokoškolské vzdělání, kandidatexamen, högskoleexamen, \
        högskoleutbildning, filosofie kandidat, professionsbachelor, bachelorgrad, bachelorgrad i, bachelor i, universitetsutdanning, høyere utdanning",
    ),
    (
        Master,
        Sure,
        "magisterské, magisterský, magisterské studium, civilingenjör, civilingenjörsexamen, magisterexamen, masterexamen, kandidatgrad, mastergrad, \
        mastergrad i, cand.merc, cand.jur, cand.polyt, sivilingeniør, civilingeniør",
    ),
    (
        Doctorate,
        Sure,
        "doktorské, doktorsexamen, doktorgrad, teknologie doktor",
    ),
];

/// Words that lead from a level to its field.
const LEADS: &str =
    "in of en em im der des de di ès w z na i în zum zur als по în on för inom bereich";

/// Words that only say `degree` once more, after the level's own.
const DEGREE_WORDS: &str = "s degree degrees diploma hons honours program programme studies level studium abschluss titel tytuł grad stopień";

/// Words of schools.
const SCHOOLS: &str = "university universities univ college school institute polytechnic academy faculty iit mit gpa graduated graduate major majored minor \
    thesis coursework cgpa diploma degree alumni campus \
    universität uni hochschule fachhochschule fakultät technische gymnasium note abschlussnote berufsschule studiengang schwerpunkt ihk \
    université école faculté iut lycée institut diplôme diplome obtention mention titulaire niveau cfa \
    universidad facultad escuela instituto universidade faculdade escola universitat politécnica ies \
    università politecnico facoltà istituto scuola voto ateneo \
    universiteit hogeschool school afgerond roc \
    uniwersytet uniwersytetu politechnika politechniki szkoła uczelnia wydział akademia kierunek wykształcenie specjalność \
    universitatea universitate facultatea liceul politehnica academia \
    университет университета институт академия факультет вуз мгу спбгу образование специальность политехнический диплом государственный освіта університет \
    univerzita vysoká fakulta škola vzdělání universitet högskola högskolan universitetet utbildning uddannelse utdanning høyskole";

/// Words that are no field of study: what follows a degree in a sentence.
const NOT_A_FIELD: &str = "or and a an the at from to is required preferred with equivalent minimum plus desired any related relevant similar appropriate \
    completed not must highly strongly will university college school institute degree degrees honors honours city state gpa candidate program programme \
    student graduate an der bei oder und am auf wird erforderlich mit vergleichbar einer eines einem eine vergleichbare \
    ou et à au aux chez université école équivalent obtenu o y e u universidad universidade università presso ou equivalente \
    of en aan bij lub albo oraz i na w uniwersytet politechnika szkoła lub sau și la universitatea или и в на университет либо жела наук \
    level field discipline subject area years year experience their our your we you this that as if but certificate certification licence license \
    january february march april may june july august september october november december spring summer fall winter present expected";

/// Words that begin a field written without `in`.
const FIELDS: &str = "justice landscape drafting technology mechanics automotive nutrition accounting administration aerospace agriculture architecture art arts biology biochemistry biotechnology business chemical chemistry \
    civil commerce communication communications computer construction criminal culinary data design economics education electrical electronic electronics \
    engineering english environmental fashion finance fine geography graphic health history hospitality hotel human industrial information international \
    journalism law liberal literature management marketing mathematics math mechanical media medicine nursing philosophy physics political psychology \
    public sales science social sociology software statistics supply telecommunications tourism nutrition pharmacy theology interior mass applied general \
    informatik wirtschaftsinformatik betriebswirtschaft betriebswirtschaftslehre bwl maschinenbau elektrotechnik wirtschaft mathematik physik \
    informatique gestion comptabilité droit commerce économie finance mécanique \
    informática derecho economía administración contabilidad enfermería direito economia administração enfermagem \
    informatica giurisprudenza ingegneria economia lettere medicina bedrijfskunde rechten economie \
    informatyka finanse ekonomia prawo zarządzanie rachunkowość budownictwo mechanika automatyka farmacja psychologia pielęgniarstwo logistyka \
    drept contabilitate informatică management информатика экономика юриспруденция финансы менеджмент";

/// Products and places that initials also stand for, by the word after them.
const AFTER_INITIALS: &str = "office word excel access sql project outlook visio dos powerpoint power windows exchange visual server sharepoint dynamics azure teams \
    test remote publisher onenote crm 365 paint frontpage front products suite net applications tools usa";

/// Words that make another thing of `Master` and `Bachelor`, before and after them.
const BEFORE_MASTER: &str = "scrum head web grill post station harbour harbor quarter dock ring brew band choir school pay house yard \
    material customer vendor item task tax past grand agile concert price bill asset data product game grade site ticket to will can";
const AFTER_MASTER: &str = "data plan plans service services chef file files list agreement agreements mechanic electrician plumber gunner control craftsman sergeant \
    class classes budget schedule scheduling trainer builder distributor card key batch black production bedroom party pad pads records record planning planner \
    technician tech franchise lease contract contracts barber stylist page pages slave branch node ceremonies ceremony stores catalog";
/// Words by which a school is where somebody works, or whom they teach.
const AFTER_SCHOOL: &str = "teacher teachers students student seniors coach football basketball sports counselor counsellor principal math level age pupils children kids \
    juniors classes class programs courses curriculum volunteer musical staff teaching";

/// What a phrase says.
#[derive(Debug, Clone, Copy)]
pub(super) struct Named {
    pub(super) level: EducationLevel,
    pub(super) guard: Guard,
    pub(super) dotted: bool,
    /// The last word leads to the field and is not part of the mention.
    pub(super) leads: bool,
}

pub(super) struct Tables {
    pub(super) phrases: PhraseTable<Named>,
    pub(super) leads: TermSet,
    pub(super) degree_words: TermSet,
    pub(super) schools: TermSet,
    pub(super) not_a_field: TermSet,
    pub(super) fields: TermSet,
    pub(super) after_initials: TermSet,
    pub(super) before_master: TermSet,
    pub(super) after_master: TermSet,
    pub(super) after_school: TermSet,
    pub(super) masters: TermSet,
    /// Initials of which a place is written the same (`Boston, MA`).
    pub(super) places: TermSet,
    pub(super) high: TermKey,
    pub(super) possessive: TermKey,
}

impl Tables {
    pub(super) fn get() -> &'static Tables {
        static TABLES: LazyLock<Tables> = LazyLock::new(Tables::build);
        &TABLES
    }

    fn build() -> Tables {
        let leads = term_set(LEADS);
        let phrases = PHRASES.iter().flat_map(|(level, guard, list)| {
            let leads = &leads;
            list.split(',').map(move |phrase| {
                let words = phrase.replace('.', " ");
                let last = words.split_whitespace().next_back();
                let named = Named {
                    level: *level,
                    guard: *guard,
                    dotted: phrase.contains('.'),
                    leads: last.is_some_and(|last| leads.contains(&term_key(last))),
                };
                (words, named)
            })
        });
        Tables {
            phrases: PhraseTable::new(phrases),
            leads,
            degree_words: term_set(DEGREE_WORDS),
            schools: term_set(SCHOOLS),
            not_a_field: term_set(NOT_A_FIELD),
            fields: term_set(FIELDS),
            after_initials: term_set(AFTER_INITIALS),
            before_master: term_set(BEFORE_MASTER),
            after_master: term_set(AFTER_MASTER),
            after_school: term_set(AFTER_SCHOOL),
            masters: term_set("master masters bachelor bachelors"),
            places: term_set("ma me as"),
            high: term_key("high"),
            possessive: term_key("s"),
        }
    }
}
