//! What headings of job posts announce, in ten languages. A flat table.

use std::sync::LazyLock;

use super::SetAsideReason::{
    self, AboutCompany, Benefits, EqualOpportunity, HowToApply, Legal, Salary,
};
use super::phrases::phrase_table;
use crate::text::PhraseTable;
use crate::text::{TermKey, TermSet, Token, pair_key, tokenize};

/// What a part of a post is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// No heading says: its sentences speak for themselves.
    Open,
    Must,
    Nice,
    Duties,
    SetAside(SetAsideReason),
    /// A label with a value of its own line: place, contract, number of the post.
    Label,
}

pub(super) static HEADINGS: LazyLock<PhraseTable<Part>> =
    LazyLock::new(|| phrase_table(HEADING_PHRASES));

/// Whether a line of exactly these words is a heading or a label of posts.
pub(in crate::profile) fn is_heading(tokens: &[Token]) -> bool {
    /// Words of a longest heading.
    const LONGEST: usize = 7;
    static KNOWN: LazyLock<TermSet> = LazyLock::new(|| {
        let phrases = HEADING_PHRASES
            .iter()
            .flat_map(|(_, phrases)| phrases.split('|'));
        let keys = |phrase: &str| {
            tokenize(phrase)
                .into_iter()
                .map(|token| token.key)
                .collect()
        };
        phrases
            .filter(|phrase| !phrase.contains('*'))
            .filter_map(|phrase| heading_key(keys(phrase)))
            .collect()
    });
    if tokens.is_empty() || tokens.len() > LONGEST {
        return false;
    }
    let keys = tokens.iter().map(|token| token.key).collect();
    heading_key(keys).is_some_and(|key| KNOWN.contains(&key))
}

fn heading_key(keys: Vec<TermKey>) -> Option<TermKey> {
    keys.into_iter().reduce(pair_key)
}

const HEADING_PHRASES: &[(Part, &str)] = &[
    (
        Part::Must,
        "requirements | requirement | you should apply if | you should apply if you | apply if | apply if you | required | required skills | required qualifications | \
        required experience | required knowledge | skills required | education required | \
        experience required | job requirements | minimum requirements | basic requirements | must have | \
        must haves | must | musts | what you bring | what you ll bring | what you will bring | you bring | \
        what you ll need | what you will need | what you need | what we need | what we need from you | \
        what you should have | what we look for | what we re looking for | what we are looking for | \
        what are we looking for | we are looking for | we re looking for | we look for | looking for | \
        who we re looking for | who we are looking for | who you are | who are you | about you | you have | \
        you have got | what you have | what you ll have | you are | you ll have | you should have | \
        you must have | you need | you will have | your profile | your skills | your background | \
        your experience | your qualifications | your expertise | candidate profile | ideal candidate | \
        the ideal candidate | ideal profile | person specification | the successful candidate | \
        successful candidate* | qualifications | qualification | minimum qualifications | \
        basic qualifications | key qualifications | core qualifications | essential | essentials | \
        essential skills | essential criteria | key skills | key competencies | core competencies | \
        competencies | core skills | technical skills | technical requirements | hard skills | skills | \
        skill set | skillset | skills and experience | skills and qualifications | \
        skills and titles sought | skills sought | titles sought | tech stack | our stack | \
        education and experience | education experience | experience and qualifications | experience | \
        education | background | knowledge | knowledge skills and abilities | knowledge skills abilities | \
        technical expertise | expertise | prerequisites | eligibility | we expect | our expectations | \
        we require | this role requires | is this you | you might be a fit if | you may be a fit if | \
        you might be a good fit if | certifications | licenses | licences | languages | \
        education requirements | experience requirements | \
        anforderungen | anforderungsprofil | ihr profil | dein profil | profil | das bringst du mit | \
        das bringen sie mit | was du mitbringst | was sie mitbringen | du bringst mit | sie bringen mit | \
        mitbringen | qualifikation | qualifikationen | ihre qualifikation* | deine qualifikation* | \
        voraussetzung* | ihre voraussetzung* | was wir erwarten | wir erwarten | wir suchen | \
        das zeichnet dich aus | das zeichnet sie aus | was dich auszeichnet | was sie auszeichnet | \
        fähigkeiten | kenntnisse | damit überzeugst du | damit überzeugen sie | das erwarten wir | \
        was wir uns wünschen | wir wünschen uns | ihre kenntnisse | erforderlich | \
        profil recherché | votre profil | ton profil | profil souhaité | le profil | compétences requises | \
        compétences | compétences techniques | qualifications requises | prérequis | exigences | \
        qualités requises | expérience requise | formation | ce que nous recherchons | nous recherchons | \
        vous êtes | vous avez | ce que vous apportez | pré requis | connaissances | vos compétences | \
        indispensable* | formation et expérience | \
        requisitos | requerimientos | requisitos mínimos | requisitos imprescindibles | perfil | \
        perfil buscado | tu perfil | perfil requerido | qué buscamos | que buscamos | buscamos | \
        lo que buscamos | qué necesitas | se requiere | imprescindible* | conocimientos | formación | \
        experiencia | competencias | habilidades | qué esperamos de ti | qué pedimos | se ofrece a | \
        requisiti | requisiti richiesti | requisiti minimi | requisiti obbligatori | profilo | \
        il tuo profilo | profilo ricercato | cosa cerchiamo | chi cerchiamo | cerchiamo | competenze | \
        competenze richieste | conoscenze | esperienza | formazione | indispensabil* | si richiede | \
        si richiedono | cosa chiediamo | \
        requisitos obrigatórios | o que procuramos | o que buscamos | procuramos | o teu perfil | \
        o seu perfil | seu perfil | qualificações | conhecimentos | competências | experiência | formação | \
        obrigatório | o que esperamos de você | o que esperamos de ti | exigências | \
        vereisten | functie eisen | functie-eisen | functieeisen | eisen | jouw profiel | je profiel | \
        wie ben jij | wat vragen wij | wat wij vragen | wij vragen | wat breng jij mee | wat breng je mee | \
        wij zoeken | dit ben jij | jij hebt | je hebt | profiel | kwalificaties | dit breng je mee | \
        wat neem jij mee | wie zoeken wij | wat verwachten we | \
        wymagania | wymagane | nasze wymagania | oczekiwania | oczekujemy | czego oczekujemy | \
        nasze oczekiwania | kogo szukamy | profil kandydata | kwalifikacje | umiejętności | \
        wymagania obowiązkowe | od kandydatów oczekujemy | czego od ciebie oczekujemy | niezbędne | \
        cerințe | cerinţe | cerinte | cerințele postului | cerințe obligatorii | profilul candidatului | \
        candidatul ideal | profil candidat | calificări | competențe | ce căutăm | căutăm | \
        ce așteptăm de la tine | experiență | studii | abilități | \
        требования | основные требования | наши требования | требования к кандидат* | \
        обязательные требования | обязательно | мы ждем | мы ждем от вас | мы ждем от тебя | мы ожидаем | \
        ожидаем | ожидания | наши ожидания | что мы ждем | что мы ждем от вас | что мы ожидаем | \
        что для нас важно | для нас важно | для нас важны | нам важно | что важно | знания и опыт | \
        знания и навыки | навыки | ключевые навыки | необходимые навыки | технические знания | \
        технические навыки | технические компетенции | технические требования | \
        технические знания и навыки | soft skills | кого мы ищем | кого ищем | мы ищем | мы хотим видеть | \
        профиль кандидата | описание профиля | необходимый опыт | необходимые знания | требуемый опыт | \
        требуемый опыт работы | опыт работы | личные качества | квалификация | квалификационные требования | \
        от вас | от тебя | нам нужен | нужно | что нужно | что нам нужно | нам подойд* | ты нам подойд* | \
        вы нам подойд* | мы рассчитываем | мы будем рады видеть | что мы хотим | что необходимо | \
        наш идеальный кандидат | идеальный кандидат | какие знания и навыки для нас важны | \
        что потребуется | тебе потребуется | вам потребуется | стек | стек технологий | \
        технологический стек | образование",
    ),
    (
        Part::Nice,
        "nice to have | nice to haves | nice if you have | nice | preferred | preferred qualifications | \
        preferred skills | preferred experience | preferred requirements | preferred skills and experience | \
        preferences | desired | desired skills | desired qualifications | desired experience | desirable | \
        desirables | desirable skills | desirable criteria | bonus | bonus points | bonus skills | \
        bonus if you have | pluses | plus | plus points | big plus | a plus | considered as a plus | \
        considered a plus | would be a plus | is a plus | it s a plus | good to have | great to have | \
        extra points | extra credit | additional qualifications | additional skills | added advantage | \
        advantage | advantages | advantageous | optional | ideally | ideally you have | \
        it would be great if | it s a bonus if | you might also have | we d love if | standout | \
        you ll stand out if | what will set you apart | what would set you apart | sets you apart | \
        additional | not required but | beneficial | \
        wünschenswert | von vorteil | idealerweise | das wäre toll | pluspunkte | ein plus | bonuspunkte | \
        vorteilhaft | wäre schön | zusätzlich | \
        atouts | atout | un plus | les plus | serait un plus | souhaité* | compétences souhaitées | \
        appréci* | idéalement | ce serait un plus | \
        se valorará | se valora | valorable | valorables | deseable | deseables | requisitos deseables | \
        se valorará positivamente | valoramos | conocimientos deseables | \
        titolo preferenziale | costituisce titolo preferenziale | costituiscono titolo preferenziale | \
        requisiti preferenziali | preferenzial* | gradit* | requisiti graditi | sarà un plus | è un plus | \
        costituirà un plus | completano il profilo | completa il profilo | \
        diferenciais | diferencial | desejável | desejáveis | requisitos desejáveis | valorizamos | \
        valoriza se | fator preferencial | será um diferencial | será um plus | factores preferenciais | \
        fatores preferenciais | \
        pré | pre | een pré | is een pré | pluspunten | mooi meegenomen | een plus | pluspunt | \
        bij voorkeur | wenselijk | \
        mile widzian* | dodatkowe atuty | dodatkowym atutem | atutem będzie | dodatkowe umiejętności | \
        będzie atutem | atuty | atutem | mile widziana znajomość | dodatkowo | wymagania dodatkowe | \
        constituie un avantaj | constituie avantaj | reprezintă un avantaj | reprezintă avantaj | avantaje | \
        avantaj | un avantaj | de preferat | cerințe opționale | \
        будет плюсом | будут плюсом | плюсом будет | плюсом будут | как плюс | как преимущество | \
        было бы плюсом | было бы здорово | плюсы | плюс | желательно | желательные | желательный опыт | \
        приветствуется | приветствуются | преимуществом будет | преимущество | преимуществом | \
        будет преимуществом | будут преимуществом | существенное преимущество | дополнительным плюсом | \
        дополнительным плюсом будет | большим плюсом | большим плюсом будет | дополнительно | \
        будет здорово | здорово если | круто если | необязательно | будет большим плюсом | опционально",
    ),
    (
        Part::Duties,
        "responsibilities | responsibility | key responsibilities | main responsibilities | \
        your responsibilities | principal responsibilities | job responsibilities | \
        roles and responsibilities | role and responsibilities | principal responsibilities and tasks | \
        duties | essential duties | main duties | job duties | duties and responsibilities | \
        essential functions | essential job functions | essential duties and responsibilities | \
        job functions | tasks | your tasks | your role | the role | about the role | about the job | \
        about this role | about the position | about this job | the job | role | your mission | \
        the position | role description | role overview | role summary | job description | job summary | \
        position summary | position overview | position description | job overview | job purpose | summary | \
        overview | general summary | the opportunity | opportunity | description | purpose of the role | \
        what you ll do | what you will do | what you ll be doing | what you will be doing | what you do | \
        what will you do | you will | you ll | in this role | in this role you will | in this position | \
        day to day | a day in the life | a typical day | how you ll | your day | what you ll work on | \
        your impact | the work | key accountabilities | accountabilities | scope | your job | main tasks | \
        what s the job | primary responsibilities | primary duties | the challenge | \
        aufgaben | ihre aufgaben | deine aufgaben | das sind ihre aufgaben | aufgabengebiet | \
        aufgabenbereich | tätigkeiten | ihre tätigkeiten | was dich erwartet | was sie erwartet | \
        das erwartet dich | das erwartet sie | stellenbeschreibung | deine rolle | ihre rolle | \
        verantwortlichkeiten | das machst du | deine mission | ihre verantwortung | \
        missions | vos missions | tes missions | mission | votre mission | les missions | \
        missions principales | responsabilités | vos responsabilités | description du poste | le poste | \
        tâches | votre rôle | ce que vous ferez | activités | descriptif du poste | poste | \
        funciones | funciones principales | tus funciones | responsabilidades | qué harás | que harás | \
        tareas | tus tareas | descripción del puesto | descripción | tu misión | misión | el puesto | \
        principales funciones | \
        mansioni | attività | responsabilità | le tue responsabilità | cosa farai | di cosa ti occuperai | \
        descrizione | compiti | ruolo | il ruolo | attività principali | principali attività | \
        la risorsa si occuperà | \
        funções | atividades | principais atividades | o que vais fazer | o que você vai fazer | tarefas | \
        atribuições | descrição | descrição da vaga | as tuas funções | missão | \
        taken | jouw taken | je taken | werkzaamheden | verantwoordelijkheden | wat ga je doen | \
        wat ga jij doen | functieomschrijving | de functie | jouw rol | dit ga je doen | over de functie | \
        obowiązki | zakres obowiązków | twój zakres obowiązków | główne obowiązki | twoje zadania | \
        zadania | opis stanowiska | czym będziesz się zajmować | twoja rola | co będziesz robić | \
        zakres zadań | o stanowisku | \
        responsabilități | responsabilităţi | responsabilitati | atribuții | sarcini | ce vei face | \
        descrierea jobului | descrierea postului | rolul tău | activități | principalele responsabilități | \
        обязанности | основные обязанности | ваши обязанности | должностные обязанности | задачи | \
        основные задачи | ваши задачи | твои задачи | наши задачи | что делать | что нужно делать | \
        что нужно будет делать | чем предстоит заниматься | чем предстоит | предстоит | вам предстоит | \
        тебе предстоит | чем заниматься | чем вы будете заниматься | чем будете заниматься | \
        чем ты будешь заниматься | что предстоит делать | что вас ждет | функционал | \
        в задачи кандидата входит | в задачи входит | ваши задачи будут | описание вакансии | о проекте | \
        проект | описание проекта | описание | зона ответственности | роль | функциональные обязанности | \
        вместе с нами тебе предстоит | вместе с нами вам предстоит | вместе с нами ты будешь | \
        вместе с нами вы будете | ты будешь | вы будете | \
        над чем предстоит работать",
    ),
    (
        Part::SetAside(Benefits),
        "benefits | benefits and perks | perks | perks and benefits | perks benefits | what we offer | \
        we offer | what we offer you | what you get | what you ll get | what s in it for you | \
        what is in it for you | our offer | why join us | why us | why work with us | why work for us | \
        why you ll love | why you should join | we provide | what do we offer | our benefits | \
        your benefits | employee benefits | rewards | total rewards | the perks | working conditions | \
        work environment | physical demands | working environment | physical requirements | \
        what can we offer | benefits include | advantages of working | wir bieten | was wir bieten | \
        unser angebot | das bieten wir | das bieten wir dir | das bieten wir ihnen | wir bieten ihnen | \
        wir bieten dir | ihre vorteile | deine vorteile | deine benefits | ihre benefits | \
        was wir dir bieten | was wir ihnen bieten | freuen sie sich auf | das erwartet dich bei uns | \
        darauf kannst du dich freuen | darauf können sie sich freuen | gute gründe | nous offrons | \
        nous vous offrons | ce que nous offrons | avantages | vos avantages | nos avantages | \
        nous proposons | ce que nous proposons | conditions | pourquoi nous rejoindre | on vous offre | \
        ofrecemos | qué ofrecemos | que ofrecemos | te ofrecemos | se ofrece | beneficios | condiciones | \
        lo que ofrecemos | offriamo | cosa offriamo | ti offriamo | si offre | vantaggi | \
        la nostra offerta | benefit | cosa ti offriamo | oferecemos | o que oferecemos | benefícios | \
        o que temos para te oferecer | vantagens | condições | wij bieden | wat wij bieden | \
        wat bieden wij | wat bieden we | dit bieden wij | ons aanbod | arbeidsvoorwaarden | wat krijg je | \
        dit krijg je | oferujemy | co oferujemy | to oferujemy | nasza oferta | benefity | zapewniamy | \
        dlaczego warto | oferim | ce oferim | ce îți oferim | oferta noastră | beneficii | \
        pachet de beneficii | условия | условия работы | мы предлагаем | предлагаем | что мы предлагаем | \
        что предлагаем | наши условия | мы предлагаем вам | что мы гарантируем | мы гарантируем | у нас | \
        преимущества | бонусы | льготы | комфортные условия | а мы создадим комфортные условия | \
        мы создадим комфортные условия | комфортные условия для работы | почему мы | почему у нас | \
        почему с нами | что получите вы | что ты получишь | что вы получите | работать у нас | вас ждет | \
        тебя ждет | с нашей стороны | от нас | что мы даем",
    ),
    (
        Part::SetAside(AboutCompany),
        "about us | about the company | who we are | our company | our mission | our values | our culture | \
        company overview | company description | about our company | our story | the company | \
        company profile | about our team | life at | why choose us | culture | our team | who are we | \
        organization overview | über uns | das unternehmen | wer wir sind | das sind wir | \
        unternehmensprofil | unser unternehmen | unternehmensbeschreibung | qui sommes nous | \
        à propos de nous | l entreprise | notre entreprise | la société | à propos | \
        présentation de l entreprise | notre client | sobre nosotros | quiénes somos | la empresa | \
        nuestra empresa | sobre la empresa | chi siamo | l azienda | la nostra azienda | azienda | \
        sobre nós | quem somos | a empresa | sobre a empresa | over ons | wie zijn wij | wie wij zijn | \
        het bedrijf | o nas | o firmie | kim jesteśmy | nasza firma | despre noi | cine suntem | compania | \
        despre companie | о нас | о компании | кто мы | наша компания | компания | немного о нас | \
        о нашей компании | о команде | наша команда",
    ),
    (
        Part::SetAside(EqualOpportunity),
        "equal opportunity | equal opportunity employer | equal employment opportunity | eeo statement | \
        eeo | diversity | diversity and inclusion | diversity statement | inclusion | accommodations | \
        our commitment to diversity | commitment to diversity | chancengleichheit | vielfalt | \
        égalité des chances | diversité | igualdad de oportunidades | pari opportunità | \
        igualdade de oportunidades | diversiteit | gelijke kansen | równość szans | egalitate de șanse",
    ),
    (
        Part::SetAside(HowToApply),
        "how to apply | apply | apply now | application process | to apply | interview process | \
        hiring process | recruitment process | the process | next steps | application | contact | \
        contact us | selection process | application instructions | interested | application deadline | \
        bewerbung | ihre bewerbung | so bewerben sie sich | kontakt | interessiert | \
        haben wir ihr interesse geweckt | interesse geweckt | jetzt bewerben | bewerbungsprozess | \
        ansprechpartner | ihr ansprechpartner | comment postuler | pour postuler | \
        processus de recrutement | candidature | postuler | modalités de candidature | cómo aplicar | \
        cómo postularse | proceso de selección | inscríbete | contacto | come candidarsi | per candidarsi | \
        candidatura | invio candidatura | contatti | processo di selezione | como se candidatar | \
        como concorrer | candidaturas | processo seletivo | solliciteren | sollicitatieprocedure | \
        hoe solliciteer je | interesse | jak aplikować | aplikuj | proces rekrutacji | etapy rekrutacji | \
        cum aplici | aplică | procesul de recrutare | как откликнуться | отклик | контакты | \
        этапы интервью | этапы отбора | как проходит отбор | этапы собеседования | процесс отбора",
    ),
    (
        Part::SetAside(Salary),
        "salary | salary range | compensation | pay | pay range | compensation range | remuneration | \
        base salary | pay rate | hourly rate | salary and benefits | compensation and benefits | gehalt | \
        vergütung | salaire | rémunération | salario | retribución | retribuzione | stipendio | salário | \
        remuneração | salaris | wynagrodzenie | salariu | зарплата | заработная плата | оклад | вилка | \
        вилки | вилки примерные | доход | уровень дохода",
    ),
    (
        Part::SetAside(Legal),
        "disclaimer | privacy | privacy notice | privacy policy | data protection | legal | legal notice | \
        notice to recruiters | background check | datenschutz | datenschutzhinweis | \
        protection des données | protección de datos | privacy e trattamento dei dati | \
        trattamento dei dati | proteção de dados | klauzula rodo | klauzula informacyjna | rodo | \
        protecția datelor | обработка персональных данных",
    ),
    (
        Part::Label,
        "location | locations | work location | job location | place of work | office | city | country | \
        department | division | team | reports to | reporting to | report to | employment type | job type | \
        your job type | contract type | contract | type of employment | job id | job code | job number | \
        requisition | requisition id | req id | reference | ref | date posted | posted | start date | \
        closing date | deadline | schedule | shift | hours | working hours | industry | company | employer | \
        job title | position | title | category | job category | travel | duration | status | flsa status | \
        seniority | seniority level | grade | remote | work mode | language | standort | arbeitsort | ort | \
        einsatzort | beginn | arbeitszeit | vertragsart | anstellungsart | abteilung | referenznummer | \
        stelle | stellenbezeichnung | lieu | lieu de travail | localisation | type de contrat | contrat | \
        date de début | référence | intitulé du poste | poste à pourvoir | ubicación | lugar | \
        lugar de trabajo | tipo de contrato | jornada | horario | puesto | referencia | sede | \
        sede di lavoro | luogo di lavoro | tipo di contratto | contratto | orario | posizione | \
        riferimento | local | local de trabalho | localização | horário | cargo | vaga | referência | \
        standplaats | locatie | dienstverband | uren | functie | lokalizacja | miejsce pracy | \
        rodzaj umowy | wymiar etatu | stanowisko | nr ref | locație | locul de muncă | locația | \
        tip contract | program | post | funcția | город | локация | место работы | местоположение | адрес | \
        график | график работы | формат работы | занятость | тип занятости | оформление | должность | \
        вакансия | позиция | отдел | уровень | грейд | дата выхода | срок | срок проекта | \
        длительность проекта",
    ),
];
