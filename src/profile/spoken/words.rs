//! Names of spoken languages and the words for how well one is spoken, flat.

use std::sync::LazyLock;

use crate::text::{PhraseTable, TermFilter, TermMap, TermSet, term_key, term_set};

use super::SpokenLevel::{self, A1, A2, B1, B2, C1, C2, Native};

/// ISO 639-1 code, and the language's names in the languages that are read.
pub(super) const NAMES: &[(&str, &str)] = &[
    (
        "en",
        "english englisch anglais anglaise inglés ingles inglesa inglese inglês engels engelse engelska engelsk angielski angielskiego angielskim \
        angielska engleză engleza englezei английский английского английским английском англійська англійської angličtina angličtiny anglický \
        englischkenntnisse englischen englische englischer engelstalig англ",
    ),
    (
        "de",
        "german deutsch allemand allemande alemán aleman alemana tedesco tedesca alemão alemao duits duitse tyska tysk niemiecki niemieckiego niemieckim \
        germană germana немецкий немецкого немецким німецька німецької němčina němčiny německý deutschkenntnisse deutschen deutsche deutscher нем",
    ),
    (
        "fr",
        "french französisch français française francais francés frances francese francês frans franse franska fransk francuski francuskiego francuskim \
        franceză franceza французский французского французским французька francouzština francouzsky französischkenntnisse франц",
    ),
    (
        "es",
        "spanish spanisch espagnol espagnole español espanol castellano castilian spagnolo spagnola espanhol spaans spaanse spanska spansk hiszpański \
        hiszpańskiego hiszpańskim spaniolă spaniola испанский испанского испанским іспанська španělština spanischkenntnisse",
    ),
    (
        "it",
        "italian italienisch italien italienne italiano italiana italiaans italiaanse italienska italiensk włoski włoskiego włoskim italiană \
        итальянский итальянского итальянским італійська italština italienischkenntnisse",
    ),
    (
        "pt",
        "portuguese portugiesisch portugais portugaise portugués portugues portoghese português portugees portugese portugisiska portugisisk portugalski \
        portugalskiego portugheză portugheza португальский португальского португальська portugalština",
    ),
    (
        "nl",
        "dutch niederländisch holländisch flämisch néerlandais néerlandaise neerlandés holandés olandese holandês neerlandês nederlands nederlandse vlaams \
        flemish nederländska hollandsk nederlandsk niderlandzki niderlandzkiego holenderski olandeză нидерландский нидерландского голландский голландского \
        нідерландська nizozemština",
    ),
    (
        "pl",
        "polish polnisch polonais polonaise polaco polacco polonês polaco pools poolse polska polsk polski polskiego polskim poloneză польский польского \
        польским польська polština",
    ),
    (
        "ro",
        "romanian rumänisch roumain roumaine rumano rumeno romeno roemeens rumänska rumænsk rumensk rumuński rumuńskiego română romana румынский румынского \
        румунська rumunština moldovan",
    ),
    (
        "ru",
        "russian russisch russe ruso rusa russo russa russisch ryska russisk rosyjski rosyjskiego rosyjskim rusă rusa русский русского русским русском \
        російська ruština",
    ),
    (
        "uk",
        "ukrainian ukrainisch ukrainien ukrainienne ucraniano ucraino oekraïens ukrainska ukrainsk ukraiński ukraińskiego ucraineană украинский украинского \
        українська української ukrajinština",
    ),
    (
        "cs",
        "czech tschechisch tchèque checo ceco tcheco tsjechisch tjeckiska tjekkisk tsjekkisk czeski czeskiego cehă чешский чешского чеська čeština češtiny český",
    ),
    (
        "sk",
        "slovak slowakisch slovaque eslovaco slovacco slowaaks slovakiska slovakisk słowacki słowackiego slovacă словацкий словацкого словацька slovenština \
        slovenčina",
    ),
    (
        "sl",
        "slovene slovenian slowenisch slovène esloveno sloveno sloveens słoweński slovenă словенский slovinština",
    ),
    (
        "sv",
        "swedish schwedisch suédois suédoise sueco svedese zweeds svenska svensk szwedzki szwedzkiego suedeză шведский шведского шведська švédština",
    ),
    (
        "da",
        "danish dänisch danois danoise danés danese dinamarquês deens danska dansk duński duńskiego daneză датский датского данська dánština",
    ),
    (
        "no",
        "norwegian norwegisch norvégien norvégienne noruego norvegese norueguês noors norska norsk norweski norweskiego norvegiană норвежский норвежского \
        норвезька norština bokmål",
    ),
    (
        "fi",
        "finnish finnisch finnois finlandés finés finlandese finlandês fins finska finsk fiński fińskiego finlandeză финский финского фінська finština suomi",
    ),
    (
        "hu",
        "hungarian ungarisch hongrois hongroise húngaro ungherese hongaars ungerska ungarsk węgierski węgierskiego maghiară венгерский венгерского угорська \
        maďarština magyar",
    ),
    (
        "el",
        "greek griechisch grec grecque griego greco grego grieks grekiska græsk gresk grecki greckiego greacă греческий греческого грецька řečtina",
    ),
    (
        "bg",
        "bulgarian bulgarisch bulgare búlgaro bulgaro bulgaars bulgariska bulgarsk bułgarski bulgară болгарский болгарского болгарська bulharština български",
    ),
    (
        "hr",
        "croatian kroatisch croate croata kroatiska kroatisk chorwacki chorwackiego croată хорватский хорватского хорватська chorvatština hrvatski",
    ),
    (
        "sr",
        "serbian serbisch serbe serbio serbo sérvio servisch serbiska serbisk serbski serbskiego sârbă сербский сербского сербська srbština srpski",
    ),
    (
        "bs",
        "bosnian bosnisch bosniaque bosnio bosniaco bośniacki боснийский bosanski",
    ),
    (
        "mk",
        "macedonian mazedonisch macédonien macedonio macedone macedoński македонский",
    ),
    (
        "sq",
        "albanian albanisch albanais albanés albanese albanês albanees albanska albansk albański albaneză албанский албанського shqip",
    ),
    (
        "lt",
        "lithuanian litauisch lituanien lituano litouws litauiska litewski litewskiego lituaniană литовский литовского литовська lietuvių",
    ),
    (
        "lv",
        "latvian lettisch letton letón lettone letão lets lettiska łotewski letonă латышский латышского латиська latviešu",
    ),
    (
        "et",
        "estonian estnisch estonien estonio estone ests estniska estoński estonă эстонский эстонского естонська eesti",
    ),
    (
        "be",
        "belarusian belarussisch weißrussisch biélorusse bielorruso bielorusso białoruski białoruskiego белорусский белорусского білоруська беларуская",
    ),
    (
        "tr",
        "turkish türkisch turc turque turco turks turkse turkiska tyrkisk turecki tureckiego turcă турецкий турецкого турецька turečtina türkçe",
    ),
    (
        "ar",
        "arabic arabisch arabe árabe arabo arabiska arabisk arabski arabskiego arabă арабский арабского арабська arabština",
    ),
    (
        "he",
        "hebrew hebräisch hébreu hebreo ebraico hebraico hebreeuws hebreiska hebrajski hebrajskiego ebraică иврит иврита hebrejština",
    ),
    (
        "fa",
        "persian farsi persisch dari persan persa persiano perzisch persiska perski perskiego persană персидский персидского фарси perština",
    ),
    (
        "ku",
        "kurdish kurdisch kurde kurdo curdo koerdisch kurdiska kurdyjski kurdă курдский",
    ),
    ("ur", "urdu ourdou урду"),
    ("hi", "hindi хинди"),
    (
        "bn",
        "bengali bangla bengalisch bengalí бенгальский bengalski",
    ),
    ("pa", "punjabi panjabi pandschabi pendjabi панджаби"),
    ("gu", "gujarati гуджарати"),
    ("ta", "tamil tamoul тамильский"),
    ("te", "telugu телугу"),
    ("ml", "malayalam"),
    ("kn", "kannada"),
    ("mr", "marathi"),
    ("or", "odia oriya"),
    ("ne", "nepali nepalesisch népalais непальский"),
    ("si", "sinhala sinhalese singhalesisch"),
    (
        "zh",
        "chinese mandarin cantonese chinesisch mandarijn kantonesisch chinois chinoise chino cinese chinês chinees kinesiska kinesisk chiński chińskiego \
        chineză китайский китайского китайським китайська čínština putonghua",
    ),
    (
        "ja",
        "japanese japanisch japonais japonaise japonés giapponese japonês japans japanska japansk japoński japońskiego japoneză японский японского японська \
        japonština",
    ),
    (
        "ko",
        "korean koreanisch coréen coréenne coreano koreaans koreanska koreansk koreański koreańskiego coreeană корейский корейского корейська korejština",
    ),
    (
        "vi",
        "vietnamese vietnamesisch vietnamien vietnamita vietnamees vietnamesiska wietnamski wietnamskiego vietnameză вьетнамский вьетнамского vietnamština",
    ),
    (
        "th",
        "thai thailändisch thaï tailandés tailandese tajski tajskiego тайский тайского",
    ),
    (
        "id",
        "indonesian indonesisch indonésien indonesio indonesiano indonezyjski индонезийский bahasa",
    ),
    (
        "ms",
        "malay malaiisch malais malayo malese maleis malajski малайский",
    ),
    ("tl", "tagalog filipino тагальский tagalski"),
    ("sw", "swahili kiswahili suaheli суахили"),
    ("am", "amharic amharisch amharique амхарский"),
    ("so", "somali somalisch somalí сомалийский"),
    ("yo", "yoruba"),
    ("ig", "igbo"),
    ("ha", "hausa"),
    ("zu", "zulu isizulu"),
    ("xh", "xhosa isixhosa"),
    ("af", "afrikaans африкаанс"),
    (
        "ca",
        "catalan katalanisch catalán catalano català catalaans kataloński каталанский",
    ),
    ("eu", "basque baskisch euskera euskara vasco basco баскский"),
    ("gl", "galician galego gallego galicisch galicien"),
    (
        "ga",
        "irish gaelic gaeilge irisch irlandais irlandés ирландский",
    ),
    ("cy", "welsh cymraeg walisisch gallois galés валлийский"),
    (
        "is",
        "icelandic isländisch islandais islandés islandese ijslands isländska islandzki исландский",
    ),
    (
        "ka",
        "georgian georgisch géorgien georgiano gruziński грузинский грузинского грузинська",
    ),
    (
        "hy",
        "armenian armenisch arménien armenio armeno ormiański armeană армянский армянского вірменська",
    ),
    ("az", "azerbaijani azeri aserbaidschanisch азербайджанский"),
    ("kk", "kazakh kasachisch казахский казахского kazachski"),
    ("uz", "uzbek usbekisch узбекский узбекского"),
    ("ky", "kyrgyz kirgisisch киргизский кыргызский"),
    ("tg", "tajik tadschikisch таджикский"),
    ("tt", "tatar татарский"),
    ("mn", "mongolian mongolisch монгольский"),
];

/// Names that say by themselves that the language is meant (`Deutschkenntnisse`).
const CLAIMED_NAMES: &str = "englischkenntnisse deutschkenntnisse französischkenntnisse spanischkenntnisse italienischkenntnisse";

/// Names that are other words where they do not begin with a capital.
const CAPITAL_NAMES: &str = "polish frances ingles romana rusa tysk fins lets ests italien polska danish welsh thai pools turco serbo greco catalan \
    russo arabo bulgaro curdo armeno magyar deens bahasa noors grec suomi romeno polaco irish magyar finés danes bangla croata serbe dari persa basco hollandsk \
    англ нем франц";

/// Levels in words; phrases divided by commas.
const LEVELS: &[(SpokenLevel, &str)] = &[
    (
        A1,
        "a1, beginner, beginners, anfänger, débutant, débutante, principiante, iniciante, beginner niveau, początkujący, początkująca, începător, incepator, \
        начальный, начальный уровень, начинающий, початковий, začátečník, nybörjare, begynder, nybegynner, novice",
    ),
    (
        A2,
        "a2, elementary, elementary proficiency, pre intermediate, preintermediate, basic, basics, basic knowledge, grundkenntnisse, grundlegend, grundlegende, \
        gute grundkenntnisse, schulkenntnisse, notions, notions de base, scolaire, élémentaire, básico, básica, nociones, nivel básico, nociones básicas, base, \
        livello base, scolastico, elementare, nozioni, básico, noções, basis, basiskennis, redelijk, podstawowy, podstawowa, podstawowym, podstawy, \
        podstawowa znajomość, elementar, de bază, de baza, nivel de bază, cunoștințe de bază, базовый, базовый уровень, базовое, базовые знания, ниже среднего, \
        со словарем, со словарём, элементарный, базовий, základní, základy, grundläggande, grundlæggende, grunnleggende",
    ),
    (
        B1,
        "b1, intermediate, intermediate level, limited working, limited working proficiency, conversational, conversationally, working knowledge, mittelstufe, mittel, \
        mittlere kenntnisse, intermédiaire, intermedio, intermedia, nivel intermedio, nivel medio, medio, livello intermedio, intermediário, intermédio, gemiddeld, \
        średniozaawansowany, średniozaawansowana, średnio zaawansowany, średni, średnim, komunikatywny, komunikatywnym, komunikatywna, komunikatywnie, \
        dobra komunikacja, mediu, nivel mediu, intermediar, средний, средний уровень, разговорный, на разговорном уровне, середній, středně pokročilý, mírně pokročilá, \
        discreto, sufficiente, communicative, lu écrit, moyen",
    ),
    (
        B2,
        "b2, upper intermediate, upper intermediate level, good, good command, good knowledge, good working knowledge, working proficiency, gut, gute, guten, gute kenntnisse, gutes, \
        bon, bonne, bien, bon niveau, bonnes connaissances, bueno, buena, buen nivel, buono, buona, bom, boa, bons conhecimentos, goed, goede, dobry, dobra, dobrym, dobrze, dobra \
        znajomość, bine, bun, bună, хороший, хорошо, хорошее, выше среднего, добрий, dobře, dobrá, dobrá znalost, goda kunskaper, god, gode, konversationssicher, \
        technical, intermedio alto, technique",
    ),
    (
        C1,
        "c1, fluent, fluently, fluency, fluent level, business fluent, business proficient, business level, proficient, proficiency, professional working proficiency, \
        professional working, professional proficiency, professional, advanced, advanced level, upper advanced, excellent, excellent command, very good, very good command, very good knowledge, strong, \
        verhandlungssicher, verhandlungssichere, verhandlungssicheres, verhandlungssicheren, fließend, fliessend, fließende, fließendes, fließenden, sehr gut, sehr gute, sehr guten, sehr gute kenntnisse, \
        fortgeschritten, fortgeschrittene, in wort und schrift, sicher in wort und schrift, sehr gut in wort und schrift, fließend in wort und schrift, stilsicher, ausgezeichnet, professionell, \
        courant, couramment, lu écrit parlé, lu parlé écrit, avancé, professionnel, très bon, très bon niveau, très bien, excellent niveau, \
        fluido, fluida, fluidez, con fluidez, avanzado, nivel alto, alto, nivel avanzado, muy bueno, fluente, avançado, fluência, \
        avanzato, ottimo, ottima, livello avanzato, fluentemente, vloeiend, uitstekend, uitstekende, gevorderd, zeer goed, \
        biegły, biegła, biegłym, biegle, biegła znajomość, płynny, płynnie, płynna, zaawansowany, zaawansowana, zaawansowanym, bardzo dobry, bardzo dobra, bardzo dobrze, \
        bardzo dobrym, bardzo dobra znajomość, fluent, avansat, nivel avansat, foarte bine, foarte bun, curent, \
        свободно, свободный, свободное, свободное владение, свободным, свободном, продвинутый, продвинутый уровень, вільно, вільне, вільне володіння, \
        plynně, plynná, plynule, pokročilý, pokročilá, výborně, flytande, flydende, flytende, mycket god, avancerad, meget god",
    ),
    (
        C2,
        "c2, near native, near native fluency, full professional, full professional proficiency, bilingual, bilingue, bilingüe, bilíngue, tweetalig, dwujęzyczny, билингв, \
        perfect, perfectly, perfekt, parfait, perfetto, в совершенстве, mastery, annähernd muttersprachlich, nahezu muttersprachlich, muttersprachniveau, muttersprachliches niveau, auf muttersprachniveau, \
        native level, native like",
    ),
    (
        Native,
        "native, native speaker, native speakers, native language, native or bilingual, native or bilingual proficiency, native proficiency, native tongue, \
        mother tongue, first language, muttersprache, muttersprachler, muttersprachlerin, muttersprachlich, langue maternelle, maternelle, maternel, \
        lengua materna, idioma materno, nativo, nativa, materna, materno, hablante nativo, madrelingua, lingua madre, língua materna, língua nativa, moedertaal, \
        ojczysty, język ojczysty, ojczystym, język rodzimy, limba maternă, limba materna, matern, maternă, nativ, nativă, \
        родной, родной язык, родным, носитель, носитель языка, рідна, рідна мова, rodilý mluvčí, mateřský jazyk, mateřština, modersmål, morsmål",
    ),
];

/// Words by which a language beside them is meant as one that is spoken.
const CUES: &str = "speak speaks speaking speaker speakers spoken language languages skills skill knowledge command proficiency communication fluency \
    required preferred mandatory essential desirable plus advantage asset must needed written verbal bonus beneficial advantageous \
    sprache sprachen sprachkenntnisse kenntnisse sprechen spreche spricht kenntnissen vorteil erforderlich wünschenswert sprachniveau sprachig \
    langue langues parle parler parlé maîtrise connaissance pratique souhaité exigé requis \
    idioma idiomas lengua lenguas hablo hablar dominio conocimientos nivel valorable imprescindible hablado \
    lingua lingue parlo conoscenza livello richiesto gradito padronanza \
    língua línguas falo domínio conhecimento nível taal talen spreek kennis beheersing pré niveau \
    język języki języka języków językiem języku znajomość mówię znajomości poziom mile \
    limba limbă limbi vorbesc cunoștințe cunoaștere cunoasterea cunoașterea nivel \
    язык языки языка языком языке знание знания владение владею уровень владения говорю мова мови знання володіння \
    jazyk jazyka jazyky jazyce znalost mluvím språk sprog sprogkundskaber kunskaper ferdigheter";

/// Words that may stand between a language and its level or cue.
const FILLERS: &str = "in of the a an is are at as and und et e y i en with w z na for to both be have has good very also level business written spoken oral verbal \
    reading writing listening speaking language languages knowledge command skills skill proficiency communication professional working strong excellent \
    sprache sprachen kenntnisse kenntnissen sprachkenntnisse niveau der die das von mit auf mindestens \
    langue de du la le l l' maîtrise connaissance niveau idioma nivel lengua del el conocimientos lingua livello conoscenza della dell dello língua nível conhecimento \
    da do taal kennis van język języka języku językiem znajomość znajomości poziom poziomie limba cunoștințe nivel \
    язык языка языком языке знание владение уровень на уровне мова мови знання володіння jazyk jazyka znalost úroveň språk nivå min minimum least не ниже ab \
    i av speak mother first second foreign plus conversation fluent";

/// Nouns after which a language's name was only an adjective, or a subject taught.
const NOUNS_AFTER: &str = "cuisine food foods cooking restaurant restaurants market markets engineering company companies customer customers client clients \
    team teams office offices teacher teachers tutor tutors literature history culture art arts grammar lesson lessons class classes course courses department \
    subsidiary branch government army embassy law tax accounting gaap regulations wine wines bakery pastry chef style manufacturer supplier suppliers bank banks \
    economy citizen citizens citizenship national nationality border studies composition major minor degree literature translation version website edition \
    learners learner students student professor instructor faculty curriculum channel press media newspaper airline railways parliament ministry subsidiary \
    council counterparts partners speakers' version versions subtitles content market-leading automotive industry carmaker retailer territory region regions \
    standards standard norms shepherd bulldog manicure polish remover plant site sites headquarters headquartered hq parent group brand brands football league \
    konzern firma markt unternehmen küche kunden lehrer lehrerin literatur cuisine marché client clients équipe entreprise société professeur littérature \
    mercado cocina empresa clientes profesor profesora literatura mercato cucina azienda insegnante letteratura rynek rynku kuchnia firma klient nauczyciel \
    рынок рынка компания кухня литература преподаватель";

/// Words before which a language is a subject that was taught or studied.
const TAUGHT: &str = "taught teach teaches teaching teacher tutor tutored tutoring instructor lecturer studied unterrichtet unterrichtete lehrer enseigné \
    nauczyciel nauczycielka uczyłem преподавал преподаватель учитель";

/// Words that open a line on languages.
const LABELS: &str = "language languages sprachen sprachkenntnisse fremdsprachen langues langue idiomas idioma lingue lingua línguas língua talen talenkennis \
    języki język limbi языки язык мови мова jazyky jazyk språk sprog sprache linguistic";

pub(super) struct Tables {
    pub(super) names: TermMap<&'static str>,
    pub(super) name_filter: TermFilter,
    pub(super) claimed_names: TermSet,
    pub(super) capital_names: TermSet,
    pub(super) levels: PhraseTable<SpokenLevel>,
    pub(super) cues: TermSet,
    pub(super) fillers: TermSet,
    pub(super) nouns_after: TermSet,
    pub(super) taught: TermSet,
    pub(super) labels: TermSet,
}

impl Tables {
    pub(super) fn get() -> &'static Tables {
        static TABLES: LazyLock<Tables> = LazyLock::new(Tables::build);
        &TABLES
    }

    fn build() -> Tables {
        let names = NAMES.iter().flat_map(|(code, names)| {
            names
                .split_whitespace()
                .map(move |name| (term_key(name), *code))
        });
        let names: TermMap<&'static str> = names.collect();
        Tables {
            name_filter: names.keys().copied().collect(),
            names,
            claimed_names: term_set(CLAIMED_NAMES),
            capital_names: term_set(CAPITAL_NAMES),
            levels: PhraseTable::grouped(',', LEVELS)
                .joined_by(|gap| !gap.contains([',', ':', '('])),
            cues: term_set(CUES),
            fillers: term_set(FILLERS),
            nouns_after: term_set(NOUNS_AFTER),
            taught: term_set(TAUGHT),
            labels: term_set(LABELS),
        }
    }
}
