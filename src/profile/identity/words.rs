//! Words by which identity is found, and words that only look like it, flat.

/// Pronouns; in capitals they are often initials (`SHE`, `HIS`, `IL`).
pub(super) const PRONOUNS: &str = "he she him her his hers himself herself they them their theirs themself themselves er sie ihn ihm ihr ihre ihrer ihrem ihren seine seiner \
    seinem seinen il elle lui él ella lei egli ele ela dele dela hij zij zijn haar on ona jego jej jemu jeho její jeju он она его ее её ему ей него нее він вона його її йому їй \
    han hon hans hennes henne hun hendes hennes hän el ea αυτός αυτή هو هي له لها 他 她 他的 她的 彼 彼女 彼の 彼女の";

/// Titles of address, written with one capital.
pub(super) const TITLES: &str = "mr mrs ms miss mx sir madam herr herrn frau monsieur madame mme mlle señor señora signor signora signore senhor senhora pan pani \
    paní pana domnul doamna господин госпожа пан пані панна dr prof mevrouw meneer dhr mevr herra rouva fru κύριος κύριοσ κυρία κος κα السيد السيدة ông bà bapak ibu \
    cik encik puan datuk shri smt";

/// Titles after which somebody's name stands and nothing else.
pub(super) const PERSONAL_TITLES: &str = "mr mrs ms mx herr herrn frau monsieur madame mme mlle señor señora signor signora senhor senhora mevrouw meneer dhr mevr \
    господин госпожа κύριος κύριοσ κυρία السيد السيدة bapak ibu encik puan";

/// Titles that are other words too (`Sr. Developer`, `Bay Area`): only before the owner's name.
pub(super) const TITLES_OF_THE_OWNER: &str =
    "κύριος κύριοσ κυρία sr sra srta sig ra m mw bay bayan г жа";

/// Small words inside names; alone they are no name.
pub(super) const PARTICLES: &str = "van von de der den del della di da do dos das bin ibn binti bint al el la le du ter ten te y e zu zum af ben abu mac mc o d st san";

/// Words before a name on its line.
pub(super) const BEFORE_NAME: &str = "signed signature curriculum vitae vitæ cv resume résumé lebenslauf bewerbung życiorys резюме резюме of von de for name currículum currículo curriculo životopis özgeçmiş öz geçmiş \
    meritförteckning levnadsbeskrivning ansioluettelo önéletrajz életrajz βιογραφικό σημείωμα السيرة الذاتية 简历 个人简历 履歴書 職務経歴書 이력서 sơ yếu lý lịch daftar riwayat hidup";

/// What firms are called that bear their owner's name after it.
pub(super) const FIRMS: &str =
    "studio studios atelier kanzlei praxis cabinet salon ateliers студия ателье";

/// Names that are words of trades, tools, places, firms or months too: alone they stay.
pub(super) const ORDINARY: &str = "rose ruby jordan chase field fields cook mason baker may april june august summer autumn dawn iris lily violet jasmine hope faith joy grace \
    mark will bill art frank grant hunter carter taylor tailor cooper fisher miller smith page price brook brooks banks law long young king wood woods stone hill lane park \
    green brown white black gray grey case day best major marshall parker turner walker weaver potter glover sawyer archer pearl perl julia swift elm crystal java ada \
    pascal haskell watson tesla ford dell cassandra oracle sage paris london austin houston dallas jackson lincoln washington madison charlotte phoenix sydney \
    victoria georgia virginia carolina florence verona milan brooklyn chelsea israel kenya india china chad diego jose antonio louis paul scott webb webster wells \
    morgan stanley kraft ernst johnson kent durham koch schneider bauer weber becker bishop dean pope abbott siemens bosch porsche mercedes english french german \
    holland ireland england wales christian star sterling sky river forest ocean amber coral olive basil ginger pepper rich rusty dusty sunny misty drew pat rob sue \
    jean jenkins kafka django scala kotlin apollo hugo athena atlas luna nova angular flash max ray guy miles reed wade chance trinity harmony melody destiny \
    justice constance patience prudence temple church gates jobs page bell singer shepherd constable sargent spencer farmer gardener carpenter porter butcher driver \
    рома вера надежда любовь мир лев ";

/// Verbs after a name that begins a sentence.
pub(super) const VERBS: &str = "is was has had led leads joined works worked brings holds graduated speaks lives ist war hat leitete leitet arbeitet arbeitete est dirige travaille parle es fue tiene \
    dirigió trabaja habla è ha lavora parla foi tem liderou trabalha fala heeft werkt leidde spreekt jest był była pracuje kieruje mówi je má vede mluví är har arbetar ledde talar \
    работает руководит говорит имеет працює керує має είναι έχει εργάζεται làm adalah memiliki bekerja memimpin";

/// Verbs after which a name that opens a CV says who somebody is.
pub(super) const COPULAS: &str = "is was has brings works holds ist war hat est es è é heeft jest je är είναι là làm adalah serves joined led";

/// Words of places that are of titles and firms too.
pub(super) const PLACE_WORDS: &str =
    "city town state village county republic kingdom united states province district republika";

/// Words before a name that somebody introduces with, `|` between them.
pub(super) const INTRODUCTIONS: &str = "my name is|mein name ist|ich heiße|ich heisse|je m'appelle|je me nomme|me llamo|mi nombre es|mi chiamo|il mio nome è|meu nome é|chamo me|me chamo\
    |mijn naam is|ik heet|nazywam się|mam na imię|jmenuji se|volám sa|mă numesc|numele meu este|a nevem|zovem se|benim adım|adım|ismim|jag heter|mitt namn är|jeg hedder|jeg heter\
    |nimeni on|меня зовут|мое имя|мене звати|моє ім'я|ονομάζομαι|με λένε|το όνομά μου είναι|اسمي|اسمي هو|tôi tên là|tên tôi là|nama saya|nama saya adalah";

/// Words before a name that are before much else too.
pub(super) const I_AM: &str = "i am|i m|ich bin|je suis|soy|yo soy|sono|sou|eu sou|ik ben|jestem|jsem|sunt|ben|jag är|jeg er|olen|я|είμαι ο|είμαι η|أنا|tôi là|saya|saya adalah";

/// The same in scripts without spaces.
pub(super) const INTRODUCTIONS_UNSPACED: &[&str] = &[
    "我的名字是",
    "我名叫",
    "我叫",
    "我是",
    "本人",
    "私の名前は",
    "私は",
    "名前は",
];

/// What may follow a name in such a script.
pub(super) const AFTER_UNSPACED: &[&str] = &[
    "と申します",
    "です",
    "是",
    "自",
    "は",
    "先生",
    "女士",
    "小姐",
    "さん",
    "様",
    "氏",
];

/// Words before the name at the end of a letter, `|` between them.
pub(super) const CLOSINGS: &str = "yours faithfully|yours sincerely|sincerely yours|sincerely|yours truly|respectfully|kind regards|best regards|warm regards|regards|best wishes\
    |mit freundlichen grüßen|mit freundlichen grüssen|freundliche grüße|viele grüße|hochachtungsvoll|cordialement|bien cordialement|salutations distinguées|sentiments distingués\
    |atentamente|un cordial saludo|cordialmente|saludos cordiales|saludos|cordiali saluti|distinti saluti|in fede|atenciosamente|com os melhores cumprimentos|cumprimentos\
    |met vriendelijke groet|met vriendelijke groeten|hoogachtend|z poważaniem|z wyrazami szacunku|s pozdravem|s úctou|s pozdravom|cu stimă|tisztelettel|s poštovanjem|saygılarımla\
    |с уважением|з повагою|med vänliga hälsningar|vänliga hälsningar|med venlig hilsen|med vennlig hilsen|ystävällisin terveisin|με εκτίμηση|مع خالص التحية|مع أطيب التحيات|مع التحية\
    |此致敬礼|敬礼|敬上|敬具|以上|trân trọng|trân trọng kính chào|hormat saya|yang sungguh sungguh";

/// Words between a name and the one that somebody was born with.
pub(super) const BORN_AS: &str =
    "née nee né geb geborene geborener rozená roz урожденная урождённая född syntynyt";

/// Faiths, and who holds them.
pub(super) const FAITHS: &str = "muslim muslima islam christian christianity catholic protestant evangelical orthodox jewish jew judaism hindu hinduism buddhist buddhism sikh \
    atheist agnostic baptist methodist mormon lutheran anglican christ christlich katholisch evangelisch muslimisch jüdisch konfessionslos chrétien chrétienne catholique \
    musulman musulmane juif juive cristiano cristiana católico católica musulmán musulmana judío judía katolik muzułmanin мусульманин мусульманка христианин \
    христианка православный православная religion religious faith church mosque synagogue temple pregnant disabled disability gay lesbian transgender";

/// Words before the number of a page.
pub(super) const PAGE: &str = "page seite página pagina strona strana stránka stranica oldal sayfa стр страница сторінка sida side sivu trang halaman σελίδα pág pag";

/// Words in the names of employers.
pub(super) const EMPLOYERS: &str = "inc ltd llc llp gmbh ag corp corporation company plc limited group holding hospital clinic university college school institute \
    bank foundation council agency ministry solutions systems technologies services industries partners associates hotel airlines klinik klinikum krankenhaus \
    universität schule stadt kg mbh sarl sas hôpital mairie société banque école université clínica empresa universidad azienda banca srl spa szpital \
    uniwersytet spółka ооо зао оао пао завод компания группа bv nv";

/// Labels whose value is about work.
pub(super) const LABELS_THAT_COUNT: &str = "skills skill kenntnisse compétences competencias competenze vaardigheden umiejętności dovednosti навыки technologies technology tech stack tools \
    technologien frameworks databases certifications certificates position title role occupation profession beruf poste puesto posizione funktion stanowisko должность \
    специальность experience erfahrung expérience experiencia esperienza ervaring doświadczenie опыт specialization specialisation expertise qualification qualifications \
    education degree industry branche availability";

/// Parts of titles in scripts without spaces.
pub(super) const UNSPACED_TITLES: &[&str] = &[
    "工程师",
    "工程師",
    "经理",
    "經理",
    "主管",
    "总监",
    "專員",
    "专员",
    "助理",
    "顾问",
    "教师",
    "医生",
    "护士",
    "司机",
    "会计",
    "设计师",
    "程序员",
    "分析师",
    "エンジニア",
    "マネージャー",
    "デザイナー",
    "開発者",
    "担当",
    "看護師",
    "プログラマ",
    "コンサルタント",
    "アナリスト",
    "개발자",
    "엔지니어",
    "매니저",
    "간호사",
    "디자이너",
    "관리자",
    "분석가",
];

/// Words of streets and houses.
pub(super) const STREETS: &str = "street st road rd avenue ave lane ln drive boulevard blvd close court square terrace crescent flat apartment apt house \
    suite unit floor block blk plot villa box boul bd blvd bis quai cours piso apto bloco lgh huis vul вул вулиця просп пров буд корп стр мкр \
    οδός λεωφόρος λεωφ όροφος cad cadde caddesi sok sokak sokağı mah mahallesi apt bulvarı kat daire đường phố số ngõ ngách phường quận xã jl jalan gg gang rt rw komplek blok \
    lorong taman شارع حي مبنى شقة طريق
    straße strasse str weg platz allee gasse rue avenue chemin impasse calle c plaza avenida via viale piazza corso rua praça straat laan plein \
    ul ulica al aleja os osiedle strada bulevardul улица ул проспект пр кв дом д переулок náměstí ulice gatan vägen vej gade gata";

/// Endings and words by which a capitalised line is a title, a place or a firm, not a name.
pub(super) const NOT_A_NAME: &[&str] = &[
    "curriculum",
    "vitae",
    "resume",
    "cv",
    "lebenslauf",
    "résumé",
    "profile",
    "engineer",
    "developer",
    "manager",
    "nurse",
    "accountant",
    "analyst",
    "designer",
    "consultant",
    "teacher",
    "driver",
    "chef",
    "assistant",
    "director",
    "specialist",
    "coordinator",
    "administrator",
    "officer",
    "technician",
    "scientist",
    "architect",
    "lead",
    "senior",
    "junior",
    "sales",
    "representative",
    "associate",
    "executive",
    "supervisor",
    "operator",
    "clerk",
    "advisor",
    "advocate",
    "banking",
    "finance",
    "the",
    "and",
    "of",
    "in",
    "for",
    "with",
    "to",
    "at",
    "company",
    "university",
    "street",
    "road",
    "city",
    "state",
    "fresher",
    "intern",
    "student",
    "professional",
    "europass",
    "registered",
    "software",
    "machine",
    "learning",
    "data",
    "product",
    "project",
    "hr",
    "information",
    "technology",
    "customer",
    "service",
    "business",
    "development",
    "public",
    "relations",
    "construction",
    "healthcare",
    "fitness",
    "aviation",
    "digital",
    "media",
    "agriculture",
    "automobile",
    "apparel",
    "arts",
    "kaufmann",
    "kauffrau",
    "entwickler",
    "leiter",
    "ingénieur",
    "ingeniero",
    "programista",
    "księgowa",
    "księgowy",
    "kierowca",
    "разработчик",
    "инженер",
    "менеджер",
    "бухгалтер",
    "аналитик",
    "summary",
    "skills",
    "experience",
    "education",
    "objective",
    "management",
    "services",
    "systems",
    "marketing",
    "office",
    "medical",
    "mechanical",
    "electrical",
    "civil",
    "computer",
    "science",
    "human",
    "resources",
    "center",
    "school",
    "college",
    "bank",
    "ltd",
    "inc",
    "gmbh",
    "llc",
    "group",
    "hospital",
    "i",
    "my",
    "core",
    "career",
    "highlights",
    "qualifications",
    "accomplishments",
    "work",
    "history",
    "expert",
    "dear",
    "hello",
    "geehrte",
    "geehrter",
    "gentili",
    "gentile",
    "estimados",
    "estimado",
    "prezados",
    "prezado",
    "geachte",
    "szanowni",
    "vážení",
    "sayın",
    "уважаемые",
    "шановні",
    "αξιότιμοι",
];

/// Words that begin a line on birth or marital status.
pub(super) const STATUS: &str = "born geboren né née geb nato nata nacido nacida nascido nascida urodzony urodzona родился родилась narozen född født născut \
    married unmarried single divorced widowed widow widower separated verheiratet ledig geschieden verwitwet marié mariée célibataire divorcé divorcée pacsé \
    casado casada soltero soltera divorciado divorciada solteiro solteira sposato sposata celibe nubile getrouwd ongehuwd gehuwd \
    żonaty mężatka kawaler panna rozwiedziony rozwiedziona căsătorit căsătorită necăsătorit женат замужем холост разведен разведена народився народилася одружений одружена неодружений неодружена заміжня незаміжня \
    svobodný svobodná ženatý vdaná rozvedený rozvedená narozena slobodný slobodná rođen rođena oženjen udata született nős férjezett hajadon gift ogift sambo skild naimisissa naimaton \
    bekar evli boşanmış doğumlu γεννήθηκε γεννημένος γεννημένη άγαμος άγαμη έγγαμος έγγαμη διαζευγμένος διαζευγμένη مواليد ولد ولدت متزوج متزوجة أعزب عزباء مطلق مطلقة \
    coniugato coniugata divorziato divorziata viudo viuda pacsé pacsée samenwonend gescheiden sinh kawin menikah lajang lahir cerai 已婚 未婚 离异 生于 既婚 独身 生まれ";

/// Bytes at which an address, a link or a phone number may be told.
pub(super) const MAY_BEGIN: [bool; 256] = {
    let mut table = [false; 256];
    let signs = b"@:wW.+(0123456789";
    let mut at = 0;
    while at < signs.len() {
        table[signs[at] as usize] = true;
        at += 1;
    }
    table
};

/// Ends of host names.
pub(super) const TOP_DOMAINS: &str = "com net org dev io me co info biz eu app page site xyz tech online name blog uk us ca au nz ie de at ch fr be nl lu es pt it pl cz sk hu ro bg gr hr \
    rs si se no dk fi ee lv lt ru ua by kz tr il ae sa eg ma ng ke za in pk bd lk cn jp kr tw hk sg my id ph th vn br mx ar cl pe";

/// Words before somebody's handle.
pub(super) const HANDLE_LABELS: &str = "twitter telegram instagram mastodon bluesky threads handle follow tiktok youtube x tg insta signal discord skype medium";

/// Words before somebody's site.
pub(super) const SITE_LABELS: &str = "blog website web site homepage portfolio url www page webseite webseiten strona сайт сайта sajt web-site sito página pagina websted webbplats";

/// Titles of address that follow a name.
pub(super) const TITLES_AFTER: &[&str] = &[
    "先生", "女士", "小姐", "老师", "さん", "様", "氏", "님", "씨",
];

/// Words after a number that make it an age.
pub(super) const YEARS_OF_AGE: &str = "years yrs jahre ans años anni anos jaar lat lata let roky rokov ani éves godina yaşında år vuotta лет год года років роки рік години ετών سنة عاما 岁 歳 tuổi tahun";

/// Headings over personal details, beyond those over contact details alone.
pub(super) const PERSONAL: &str = "personal personalia persönliche persönliches person personnelles civil personales personal personali pessoais persönliches persönlicher osobiste osobné személyes personlige informazioni persoonlijke persoonsgegevens osobowe osobní osobné osobni \
    personale personuppgifter personoplysninger henkilötiedot личные персональные личная особисті особиста лични kişisel προσωπικά الشخصية شخصية 个人信息 基本信息 個人情報 基本情報 cá pribadi diri family private biodata etat 个人资料 基本资料 المعلومات معلومات личных";

/// Words of a line of personal details that says what somebody may do.
pub(super) const PERMITS: &str = "driving driver drivers driver's licence license permit visa führerschein führerscheine fahrerlaubnis pkw permis carnet carné conducir patente rijbewijs prawo jazdy \
    řidičský oprávnění průkaz permisul водительские права удостоверение посвідчення körkort kørekort førerkort ajokortti δίπλωμα ehliyet 驾照 驾驶证 運転免許 免許 sim clearance travel relocate \
    relocation available availability notice work authorization";

/// Labels at the end of a declaration that say where it was signed.
pub(super) const PLACES: &str = "place|ort|lieu|lugar|luogo|local|plaats|miejscowość|místo|miesto|yer|место|місто|місце|τόπος|المكان|地点|場所|địa điểm|tempat|plats|sted|ort datum|place date|place & date";

/// Words before the place somebody was born or lives in, `|` between them.
pub(super) const LIVES_IN: &str = "born in|i live in|and live in|currently live in|i reside in|and reside in|i am based in|geboren in|wohnhaft in|ich wohne in|wohne in|ich lebe in|né à|née à|habite à|j'habite à\
    |je vis à|réside à|domicilié à|domiciliée à|nací en|nacido en|nacida en|vivo en|resido en|nato a|nata a|sono nato a|sono nata a|abito a|vivo a|residente a|nasci em|nascido em\
    |nascida em|moro em|resido em|residente em|geboren te|ik woon in|woonachtig in|woonachtig te|urodzony w|urodzona w|pochodzę z|pochodzę z miasta|mieszkam w|zamieszkały w|zamieszkała w\
    |narozen v|narozena v|pocházím z|pocházím z města|bydlím v|žiju v|родился в|родилась в|живу в|проживаю в|народився в|народилася в|живу у|мешкаю в|född i|jag bor i|bor i\
    |født i|jeg bor i|γεννήθηκα στην|γεννήθηκα στο|μένω στην|ζω στην|sinh tại|sống tại|lahir di|tinggal di|berdomisili di";
