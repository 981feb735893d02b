//! Words inside a sentence that say how much a thing is wanted, in ten languages. Flat tables.

use std::sync::LazyLock;

use super::phrases::phrase_table;
use crate::text::PhraseTable;

/// What a word says about the importance of what stands beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cue {
    /// Wanted but not needed; speaks of what comes after it (`ideally X`).
    NiceAhead,
    /// Wanted but not needed; speaks of what comes before it (`X is a plus`).
    NiceBehind,
    Must,
}

pub(super) static IMPORTANCE: LazyLock<PhraseTable<Cue>> = LazyLock::new(|| {
    phrase_table(&[
        (
            Cue::NiceAhead,
            "ideally | preferably | nice to have | bonus points | bonus for | extra points for | bonus if | \
        it would be great if | we d love | would love | extra credit for | pluses include | \
        idealerweise | vorzugsweise | bevorzugt | am besten | gerne mit | gerne auch | optimalerweise | \
        im idealfall | wünschenswert sind | wünschenswert wäre* | \
        idéalement | de préférence | si possible | dans l idéal | \
        idealmente | preferiblemente | preferentemente | se valorará | se valorarán | se valora | \
        valoramos | valorable | \
        preferibilmente | costituisce titolo preferenziale | costituiscono titolo preferenziale | gradita | \
        gradito | è gradit* | \
        preferencialmente | de preferência | valorizamos | valoriza se | valorizam se | \
        bij voorkeur | liefst | idealiter | \
        mile widzian* | najlepiej | preferowan* | dodatkowym atutem będzie | dodatkowym atutem | \
        atutem będzie | \
        de preferat | de preferință | preferabil | \
        желательно | желателен | желательна | желательны | приветствуется | приветствуются | в идеале | \
        идеально | плюсом будет | плюсом будут | преимуществом будет | дополнительным плюсом будет | \
        большим плюсом будет | предпочтительно",
        ),
        (
            Cue::NiceBehind,
            "a plus | is a plus | are a plus | a big plus | a huge plus | a strong plus | a definite plus | \
        huge plus | strong plus | plus but not required | pluses | preferred | is preferred | \
        strongly preferred | highly preferred | preferred but not required | desired | is desired | \
        highly desired | desirable | is desirable | highly desirable | an advantage | is an advantage | \
        added advantage | advantageous | beneficial | is beneficial | helpful | is helpful | a bonus | \
        is a bonus | bonus | nice to have | welcome | is welcome | an asset | is an asset | \
        a definite asset | optional | not required | not mandatory | not essential | not necessary | \
        good to have | appreciated | would be great | would be nice | favorable | favourable | valued | \
        highly valued | \
        von vorteil | ein plus | wünschenswert | vorteilhaft | ist ein pluspunkt | ein pluspunkt | \
        gern gesehen | gerne gesehen | willkommen | ein bonus | nicht zwingend | kein muss | hilfreich | \
        un plus | serait un plus | est un plus | souhaité | souhaitée | souhaités | souhaitées | \
        souhaitable | souhaitables | apprécié | appréciée | appréciés | appréciées | un atout | \
        constitue un atout | serait un atout | est un atout | bienvenue | \
        será un plus | deseable | deseables | valorable | es valorable | se valorará | \
        se valorará positivamente | un valor añadido | será un valor añadido | no imprescindible | \
        no excluyente | un diferencial | \
        è un plus | sarà un plus | costituisce un plus | titolo preferenziale | \
        costituisce titolo preferenziale | costituirà titolo preferenziale | preferenziale | preferenziali | \
        gradita | gradito | graditi | gradite | un vantaggio | \
        um plus | será um plus | um diferencial | será um diferencial | é um diferencial | desejável | \
        desejáveis | uma mais valia | será uma mais valia | será valorizado | será valorizada | um bónus | \
        een pré | is een pré | een pre | is een pre | een plus | is een plus | mooi meegenomen | \
        een voordeel | is een voordeel | gewenst | wenselijk | pluspunt | een pluspunt | \
        mile widziane | mile widziany | mile widziana | mile widziani | będzie atutem | będą atutem | \
        atutem | dodatkowym atutem | będzie dodatkowym atutem | będzie plusem | jest plusem | plusem | \
        constituie un avantaj | constituie avantaj | reprezintă un avantaj | reprezintă avantaj | \
        un avantaj | este un avantaj | constituie un plus | reprezintă un plus | este de preferat | \
        apreciat | apreciată | \
        будет плюсом | будут плюсом | плюсом | является плюсом | будет большим плюсом | \
        будет преимуществом | будут преимуществом | преимуществом | является преимуществом | как плюс | \
        большой плюс | плюс | желательно | желателен | желательна | желательны | приветствуется | \
        приветствуются | не обязательно | необязательно | необязателен | необязательна | предпочтительно",
        ),
        (
            Cue::Must,
            "must | is required | are required | required | is a must | a must | must have | essential | \
        is essential | mandatory | is mandatory | necessary | minimum | minimum of | at least | \
        a minimum of | indispensable | compulsory | imperative | \
        zwingend | zwingend erforderlich | erforderlich | voraussetzung | vorausgesetzt | mindestens | \
        notwendig | unbedingt | wird vorausgesetzt | ein muss | setzen wir voraus | unerlässlich | \
        obligatoire | obligatoires | exigé | exigée | exigés | exigées | requis | requise | requises | \
        indispensables | impératif | impérative | impérativement | au moins | nécessaire | \
        imprescindible | imprescindibles | obligatorio | obligatoria | excluyente | necesario | necesaria | \
        requerido | requerida | al menos | mínimo | se requiere | \
        obbligatorio | obbligatoria | indispensabile | indispensabili | richiesto | richiesta | richiesti | \
        richieste | necessario | necessaria | almeno | è richiesta | imprescindibile | \
        obrigatório | obrigatória | indispensável | necessário | necessária | pelo menos | no mínimo | \
        exigido | exigida | imprescindível | \
        vereist | verplicht | noodzakelijk | minimaal | minstens | een must | is een must | ten minste | \
        tenminste | \
        wymagany | wymagana | wymagane | niezbędna | niezbędne | niezbędny | konieczna | konieczne | \
        konieczny | co najmniej | obowiązkow* | przynajmniej | \
        obligatoriu | obligatorie | necesar | necesară | minim | cel puțin | este necesar* | \
        indispensabil* | \
        обязательно | обязателен | обязательна | обязательны | обязательное | обязательный | необходимо | \
        необходим | необходима | необходимы | не менее | требуется | требуются | как минимум | минимум | \
        строго",
        ),
    ])
});

/// How a sentence that no heading speaks for shows that it asks for something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Speech {
    /// Says what the person must know, have or be.
    Asks,
    /// Says what the person will do.
    Duty,
}

pub(super) static SPEECH: LazyLock<PhraseTable<Speech>> = LazyLock::new(|| {
    phrase_table(&[
        (
            Speech::Asks,
            "years of experience | years experience | years of | experience with | experience in | \
        experience using | experience of | experience as | experience working | experienced in | \
        experienced with | proven experience | prior experience | previous experience | knowledge of | \
        understanding of | working knowledge | familiar with | familiarity with | proficiency in | \
        proficiency with | proficient in | proficient with | proficient | expertise in | ability to | \
        able to | skilled in | skills in | fluent in | fluency in | fluent | degree in | degree | diploma | \
        certification | certified | track record | background in | must have | must be | must possess | \
        you have | you ve | you bring | we are looking for | we re looking for | looking for | we need | \
        we seek | is seeking | are seeking | we require | we expect | candidate should | candidates should | \
        candidate must | candidates must | must hold | candidate will have | applicants should | \
        applicants must | applicant should | applicant must | should have | should be | required to have | \
        hands on experience | communication skills | is required | are required | driving licence | \
        driver s license | successful candidate | ideal candidate | erfahrung mit | erfahrung in | \
        erfahrung im | erfahrungen in | erfahrungen mit | berufserfahrung | kenntnisse in | kenntnisse | \
        abgeschlossene* | studium | ausbildung | deutschkenntnisse | englischkenntnisse | wir suchen | \
        du hast | sie haben | sie verfügen | du verfügst | sie bringen | du bringst | führerschein | \
        sicherer umgang | fähigkeit | expérience en | expérience dans | expérience de | \
        années d expérience | ans d expérience | maîtrise de | maîtrise du | maîtrise des | \
        connaissance de | connaissances en | connaissance des | vous avez | vous êtes | vous maîtrisez | \
        titulaire | nous recherchons | diplôme | capacité à | permis b | experiencia en | experiencia con | \
        experiencia de | experiencia como | años de experiencia | conocimientos de | conocimiento de | \
        dominio de | manejo de | titulación | buscamos | se requiere | capacidad de | carnet de conducir | \
        grado en | esperienza in | esperienza con | esperienza di | esperienza nel* | anni di esperienza | \
        conoscenza di | conoscenza del* | ottima conoscenza | buona conoscenza | padronanza | laurea | \
        cerchiamo | si richiede | capacità di | experiência em | experiência com | experiência de | \
        anos de experiência | conhecimento em | conhecimento de | conhecimentos em | conhecimentos de | \
        domínio de | domínio do | licenciatura | procuramos | formação em | capacidade de | ervaring met | \
        ervaring in | jaar ervaring | kennis van | werkervaring | wij zoeken | je hebt | je bent | \
        je beschikt | beheersing van | hbo | rijbewijs | doświadczenie w | doświadczenia w | doświadczenia | \
        doświadczenie z | doświadczenie | znajomość | umiejętność | wykształcenie | szukamy | poszukujemy | \
        prawo jazdy | biegła | biegle | experiență în | experiență cu | experienta in | experiență de | \
        ani de experiență | cunoștințe de | cunoștințe | cunoașterea | căutăm | capacitate de | \
        permis de conducere | abilități de | опыт работы | опыт | опыта | опытом | знание | знания | знать | \
        понимание | понимать | умение | уметь | владение | навыки | навык | уверенное | высшее | \
        образование | ищем | требуется | необходимо | готовность | способность | наличие | кандидат должен",
        ),
        (
            Speech::Duty,
            "you will | you ll | will be responsible | responsible for | the role | this role | in this role | \
        this position | the position | will work | will be working | will lead | will support | \
        will provide | will perform | will be | duties include | responsibilities include | \
        verantwortlich für | sie übernehmen | du übernimmst | zu ihren aufgaben | zu deinen aufgaben | \
        sie unterstützen | du unterstützt | sie entwickeln | du entwickelst | vous serez | vous aurez | \
        vous participerez | en charge de | vous assurez | serás responsable | te encargarás | se encargará | \
        responsable de | ti occuperai | si occuperà | sarai responsabile | responsabile di | \
        serás responsável | será responsável | responsável por | je gaat | je bent verantwoordelijk | \
        verantwoordelijk voor | będziesz | odpowiedzialn* | vei fi | vei lucra | responsabil de | \
        предстоит | вы будете | ты будешь | ответственн* | заниматься | занимается | в задачи",
        ),
    ])
});

/// Words that open a new ask in a post without line breaks or full stops.
pub(super) static OPENERS: LazyLock<PhraseTable<()>> = LazyLock::new(|| {
    phrase_table(&[(
        (),
        "опыт | знание | знания | умение | понимание | владение | навык | навыки | уверенное | уверенные | \
        отличное | хорошее | глубокое | глубокие | базовое | высшее | готовность | желание | участие | \
        способность | коммерческий | практический | успешный | релевантный | английский | аналитическ* | \
        ответственность | коммуникабельность | наличие | разработка | проектирование | моделирование | \
        проработка | формирование | согласование | коммуникации | анализ | описание | подготовка | \
        взаимодействие | оптимизация | внедрение | поддержка | написание | сбор | создание | развитие | \
        управление | проведение | организация | контроль | постановка | работа | тестирование | ведение | \
        настройка | реализация | будет плюсом | профильное | грамотн* | умеешь | знаешь | имеешь | \
        experience | knowledge | proficiency | familiarity | ability | bachelor* | master* | strong | \
        excellent | demonstrated | proven | hands | minimum | understanding",
    )])
});

/// `at least one of`, `such as`, `either`: one of what follows will do.
pub(super) static ANY_OF: LazyLock<PhraseTable<u32>> = LazyLock::new(|| {
    phrase_table(&[
        (
            1,
            "one of | one or more of | one or more | at least one of | at least one | any of | any one of | \
        either | such as | e g | eg | for example | for instance | like | or similar | \
        one of the following | any of the following | at least one of the following | \
        one or more of the following | eine der | einer der | mindestens eine | mindestens einer | \
        eines der | z b | zum beispiel | beispielsweise | wie etwa | wie z b | etwa | entweder | l un des | \
        l une des | un des | au moins un | au moins une | tel que | tels que | telle que | telles que | \
        par exemple | p ex | ex | uno de | una de | alguno de | alguna de | al menos uno | al menos una | \
        como por ejemplo | por ejemplo | tales como | tal como | p ej | uno dei | una delle | almeno uno | \
        almeno una | ad esempio | per esempio | quali | ad es | come ad esempio | um dos | uma das | \
        pelo menos um | pelo menos uma | por exemplo | tais como | een van de | één van de | minimaal een | \
        bijvoorbeeld | zoals | bijv | jeden z | jednego z | jedną z | jednym z | jednej z | \
        co najmniej jeden | np | na przykład | takich jak | takimi jak | takie jak | unul dintre | \
        una dintre | cel puțin unul | cel puțin una | de exemplu | precum | cum ar fi | один из | одним из | \
        одного из | одной из | одну из | любым из | любой из | любого из | любым | хотя бы один | \
        хотя бы одним | хотя бы одного | как минимум один | как минимум одним | например | таких как | \
        такими как | такие как | типа | вроде | аналог*",
        ),
        (
            2,
            "at least two of | two or more of | two of | any two of | at least two | mindestens zwei | \
        au moins deux | al menos dos | almeno due | pelo menos dois | pelo menos duas | minimaal twee | \
        co najmniej dwa | co najmniej dwóch | cel puțin două | как минимум два | двумя из | минимум два",
        ),
        (
            3,
            "at least three of | three or more of | three of | any three of | at least three | mindestens drei | \
        au moins trois | al menos tres | almeno tre | pelo menos três | minimaal drie | co najmniej trzy | \
        co najmniej trzech | cel puțin trei | как минимум три | минимум три",
        ),
        (
            4,
            "at least four of | four of | mindestens vier | au moins quatre | al menos cuatro",
        ),
    ])
});

pub(super) static OR: LazyLock<PhraseTable<()>> = LazyLock::new(|| {
    phrase_table(&[(
        (),
        "or | oder | bzw | ou | o | u | oppure | of | lub | albo | czy | sau | ori | или | либо",
    )])
});

pub(super) static AND: LazyLock<PhraseTable<()>> = LazyLock::new(|| {
    phrase_table(&[(
        (),
        "and | as well as | und | sowie | et | ainsi que | y | e | ed | en | i | oraz | si | și | и | \
        а также | plus",
    )])
});

/// A degree may be replaced by practice.
pub(super) static OR_EQUIVALENT: LazyLock<PhraseTable<()>> = LazyLock::new(|| {
    phrase_table(&[(
        (),
        "or equivalent | or an equivalent | or related experience | or relevant experience | or comparable | \
        equivalent practical experience | equivalent experience | equivalent work experience | \
        equivalent combination | or similar experience | or relevant work experience | may be substituted | \
        in lieu of | or similar | or experience | or commensurate | or higher experience | \
        or demonstrated experience | oder vergleichbar* | oder gleichwertig* | oder eine vergleichbare | \
        oder ähnliche* | vergleichbare qualifikation | vergleichbare ausbildung | ou équivalent* | \
        ou expérience équivalente | ou une expérience | o equivalente* | o experiencia equivalente | \
        o similar | o titolo equivalente | o cultura equivalente | o esperienza equivalente | \
        ou experiência equivalente | ou equivalente* | of gelijkwaardig* | of vergelijkbaar* | \
        of vergelijkbare | lub równoważn* | lub pokrewn* | sau echivalent* | sau experiență echivalentă | \
        или эквивалент* | или аналогичн* | или опыт",
    )])
});

/// The word after a number of years shows that work is meant.
pub(super) static EXPERIENCE: LazyLock<PhraseTable<()>> = LazyLock::new(|| {
    phrase_table(&[(
        (),
        "experience* | expertise | practice | seniority | work* | erfahrung* | berufserfahrung* | praxis* | \
        expérience* | experiencia* | esperienza* | esperienze | experiência* | ervaring* | werkervaring* | \
        doświadcze* | staż* | experienț* | experient* | vechime | опыт* | стаж* | практик* | коммерческ*",
    )])
});
