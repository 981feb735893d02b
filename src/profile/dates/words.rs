//! Words that dates are made of, as flat tables, and their table of keys.
//!
//! A word is looked up by its key; one word may play several parts (French
//! `sept` is a number and, cut short, a month).

use std::sync::LazyLock;

use crate::text::tokenize::lower;
use crate::text::{TermKey, term_key};

/// Parts a word can play, as bits.
pub(super) mod role {
    /// Divides start and end: `to`, `bis`, `по`.
    pub(crate) const TO: u32 = 1;
    /// Divides them only after [`BETWEEN`].
    pub(crate) const AND: u32 = 1 << 1;
    pub(crate) const BETWEEN: u32 = 1 << 2;
    /// Opens a range without an end: `since`, `seit`.
    pub(crate) const SINCE: u32 = 1 << 3;
    /// Stands before a date in prose: `in`, `from`, `im`.
    pub(crate) const BEFORE: u32 = 1 << 4;
    /// An open end: `present`, `heute`.
    pub(crate) const OPEN: u32 = 1 << 5;
    /// First word of an open end of several words.
    pub(crate) const OPEN_PHRASE: u32 = 1 << 6;
    /// May stand inside a date: `of`, `de`, `the`.
    pub(crate) const FILLER: u32 = 1 << 7;
    /// `th`, `er` behind a day.
    pub(crate) const ORDINAL: u32 = 1 << 8;
    /// `r.`, `г.`, `года` behind a year.
    pub(crate) const YEAR_MARK: u32 = 1 << 9;
    /// Software and the like that carries a year as its version.
    pub(crate) const PRODUCT: u32 = 1 << 10;
    /// The same, but also a job, a place or a plain word (`Server`, `Office`).
    pub(crate) const WEAK_PRODUCT: u32 = 1 << 20;
    /// Before a product: `Microsoft`.
    pub(crate) const MAKER: u32 = 1 << 21;
    /// Behind a product's year: `R2`, `SP1`.
    pub(crate) const RELEASE: u32 = 1 << 11;
    /// What is counted or paid: `employees`, `USD`.
    pub(crate) const COUNTED: u32 = 1 << 12;
    /// Before a count: `over`, `than`.
    pub(crate) const ABOUT: u32 = 1 << 13;
    pub(crate) const PLUS: u32 = 1 << 14;
    pub(crate) const HALF: u32 = 1 << 15;
    /// Behind a duration that is an age.
    pub(crate) const OLD: u32 = 1 << 16;
    /// Joins years and months: `and`, `und`.
    pub(crate) const JOIN: u32 = 1 << 17;
    /// Before a post code: `NSW`.
    pub(crate) const REGION: u32 = 1 << 18;
    /// `a`, `eine`: a number only before a unit or a half.
    pub(crate) const ARTICLE: u32 = 1 << 19;
}

/// What a duration is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Unit {
    #[default]
    None,
    Year,
    Month,
    Week,
}

/// The parts one word plays; all zero for a word that has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Entry {
    pub roles: u32,
    /// 1 to 12, or 0.
    pub month: u8,
    /// First and last month of a season, a quarter or a half-year, or 0.
    pub season: (u8, u8),
    /// 1 to 90, or 0.
    pub number: u8,
    pub unit: Unit,
}

impl Entry {
    pub(super) fn is(&self, roles: u32) -> bool {
        self.roles & roles != 0
    }

    /// Whether a mention can begin with this word.
    fn leads(&self) -> bool {
        self.month != 0
            || self.season.0 != 0
            || self.number != 0
            || self.is(role::SINCE | role::OPEN | role::HALF | role::ARTICLE)
    }
}

/// Months in English, German, French, Spanish, Italian, Portuguese, Dutch,
/// Polish, Romanian, Russian, Ukrainian, Czech, Slovak, Swedish, Danish,
/// Norwegian, Catalan, Hungarian, Bulgarian, Greek, Turkish and Finnish.
/// Left out: Czech `led`, Turkish `mart` (English `led`, `Wal-Mart`).
const MONTHS: [&str; 12] = [
    "january jan januar jänner jän janvier janv januari enero ene gennaio gen janeiro \
     styczeń styczen stycznia styczniu sty ianuarie ian январь января январе янв leden ledna lednu \
     січень січня січ január januára gener януари ιανουάριος ιανουαρίου ocak tammikuu tammikuuta",
    "february feb febr februar feber février fevrier févr fevr fév fev februari febrero \
     febbraio fevereiro luty lutego lutym lut februarie февраль февраля феврале фев февр únor unor \
     února unora únoru лютий лютого лют február februára febrer февруари φεβρουάριος φεβρουαρίου \
     şubat helmikuu helmikuuta",
    "march mar march märz maerz mär mrz mars marzo março marco maart mrt marzec marca marcu \
     martie март марта марте мар březen brezen března brezna březnu березень березня бер marec \
     marts març március μάρτιος μαρτίου maaliskuu maaliskuuta",
    "april apr avril avr abril abr aprile kwiecień kwiecien kwietnia kwietniu kwi aprilie апрель \
     апреля апреле апр duben dubna dubnu квітень квітня квіт квi apríl apríla április април \
     απρίλιος απριλίου nisan huhtikuu huhtikuuta",
    "may mai mayo maggio mag maio mei maj maja maju май мая мае květen kveten května kvetna květnu \
     травень травня трав máj mája maig május μάιος μαΐου mayıs toukokuu toukokuuta",
    "june jun juni juin junio giugno giu junho czerwiec czerwca czerwcu cze iunie iun июнь июня \
     июне июн červen cerven června cervna červnu червень червня черв jún júna juny június юни \
     ιούνιος ιουνίου haziran kesäkuu kesäkuuta",
    "july jul juli juillet juil julio luglio lug julho lipiec lipca lipcu lip iulie iul июль июля \
     июле июл červenec cervenec července cervence červenci липень липня лип júl júla juliol július \
     юли ιούλιος ιουλίου temmuz heinäkuu heinäkuuta",
    "august aug août aout agosto ago augustus sierpień sierpien sierpnia sierpniu sie август августа \
     августе авг srpen srpna srpnu серпень серпня серп augusta agost augusti augusztus αύγουστος \
     αυγούστου ağustos elokuu elokuuta",
    "september sept sep septembre septiembre setiembre settembre set setembro septembris wrzesień \
     wrzesien września wrzesnia wrześniu wrz septembrie сентябрь сентября сентябре сен сент září \
     zari вересень вересня вер septembra setembre szeptember септември σεπτέμβριος σεπτεμβρίου \
     eylül syyskuu syyskuuta",
    "october oct oktober okt octobre octubre ottobre ott outubro out październik pazdziernik \
     października pazdziernika październiku paź paz octombrie октябрь октября октябре окт říjen \
     rijen října rijna říjnu жовтень жовтня жовт október októbra октомври οκτώβριος οκτωβρίου \
     ekim lokakuu lokakuuta",
    "november nov novembre noviembre novembro listopad listopada listopadzie lis noiembrie noi \
     ноябрь ноября ноябре ноя нояб listopadu листопад листопада лист novembra ноември νοέμβριος \
     νοεμβρίου kasım marraskuu marraskuuta",
    "december dec dezember dez décembre decembre déc diciembre dic dicembre dezembro grudzień \
     grudzien grudnia grudniu gru decembrie декабрь декабря декабре дек prosinec prosince prosinci \
     грудень грудня груд decembra desember des desembre декември δεκέμβριος δεκεμβρίου aralık \
     joulukuu joulukuuta",
];

/// Seasons, quarters and half-years with their months. Winter is that of the
/// academic calendar, at the head of its year.
const SEASONS: &[((u8, u8), &str)] = &[
    (
        (3, 5),
        "spring frühjahr frühling printemps primavera lente voorjaar wiosna wiosną wiosny primăvara \
         весна весны весной jaro jara vår vårterminen forår våren",
    ),
    (
        (6, 8),
        "summer sommer été verano estate verão zomer lato latem lata vara лето летом лета léto léta \
         sommar sommaren",
    ),
    (
        (9, 11),
        "autumn fall herbst automne otoño autunno outono herfst jesień jesienią jesieni toamna осень \
         осени осенью podzim podzimu höst hösten efterår høst høsten",
    ),
    (
        (1, 3),
        "winter hiver invierno inverno zima zimą zimy iarna зима зимой зимы vinter vintern q1 1q кв1",
    ),
    ((4, 6), "q2 2q кв2"),
    ((7, 9), "q3 3q кв3"),
    ((10, 12), "q4 4q кв4"),
    ((1, 6), "h1 1h"),
    ((7, 12), "h2 2h"),
];

/// Number words; `sept` is also a month, `a` and `un` are articles.
const NUMBERS: &[(u8, &str)] = &[
    (
        1,
        "one eins ein eine einem einen jeden jedno un une uno una um uma een één один одна одно одного jedna en ett et",
    ),
    (
        2,
        "two zwei deux dos due dois duas twee dwa dwie dwóch doi două два две двух dva dvě två",
    ),
    (
        3,
        "three drei trois tres tre três drie trzy trzech trei три трех tři tre",
    ),
    (
        4,
        "four vier quatre cuatro quattro quatro cztery czterech patru четыре четырех čtyři fyra fire",
    ),
    (
        5,
        "five fünf cinq cinco cinque vijf pięć pięciu cinci пять пяти pět fem",
    ),
    (
        6,
        "six sechs seis sei zes sześć sześciu șase шесть шести šest sex seks",
    ),
    (
        7,
        "seven sieben sept siete sette sete zeven siedem siedmiu șapte семь семи sedm sju syv",
    ),
    (
        8,
        "eight acht huit ocho otto oito osiem ośmiu opt восемь восьми osm åtta otte åtte",
    ),
    (
        9,
        "nine neun neuf nueve nove negen dziewięć dziewięciu nouă девять девяти devět nio ni",
    ),
    (
        10,
        "ten zehn dix diez dieci tien dziesięć dziesięciu zece десять десяти deset tio ti",
    ),
    (11, "eleven elf onze once undici"),
    (
        12,
        "twelve zwölf douze doce dodici doze twaalf dwanaście двенадцать dvanáct tolv",
    ),
    (13, "thirteen dreizehn treize"),
    (14, "fourteen vierzehn quatorze"),
    (
        15,
        "fifteen fünfzehn quinze quince quindici vijftien piętnaście пятнадцать femton femten",
    ),
    (16, "sixteen sechzehn seize"),
    (17, "seventeen siebzehn"),
    (18, "eighteen achtzehn"),
    (19, "nineteen neunzehn"),
    (
        20,
        "twenty zwanzig vingt veinte venti vinte twintig dwadzieścia двадцать tjugo tyve",
    ),
    (
        30,
        "thirty dreißig trente treinta trenta trinta dertig trzydzieści тридцать",
    ),
    (40, "forty vierzig quarante cuarenta"),
];

const UNITS: &[(Unit, &str)] = &[
    (
        Unit::Year,
        "year years yr yrs yeras y jahr jahre jahren jahres jahrelange jährige jähriger an ans \
         année années annees année año años ano anos anno anni jaar jaren rok roku lata lat latach \
         letni letnie letnim letniego ani г год года лет годом летний рік роки років let roky roků \
         år árs év any anys χρόνια έτη vuotta vuosi yıl години 年",
    ),
    (
        Unit::Month,
        "month months mo mos mth mths moths monthes monat monate monaten mois mes meses mesi mese \
         mês maand maanden miesiąc miesiące miesięcy miesiecy mies lună luni месяц месяца месяцев \
         мес місяць місяці місяців měsíc měsíce měsíců mesiac mesiace mesiacov månad månader måned \
         måneder mån mnd hónap μήνες kuukautta ay месеца 月 ヶ月 个月 か月",
    ),
    (
        Unit::Week,
        "week weeks wk wks woche wochen semaine semaines semana semanas settimana settimane weken \
         tydzień tygodnie tygodni săptămâni неделя недели недель týdnů týdny veckor uger uker",
    ),
];

/// Words of one part each.
const ROLES: &[(u32, &str)] = &[
    (
        role::TO,
        "to til till untill until upto through thru bis à au jusque jusqu a al hasta fino ate até \
         tot do до по la până pana pînă til ao aos fins asta",
    ),
    (role::AND, "and und et y e en i и og och a și si"),
    (
        role::BETWEEN,
        "between zwischen entre tra fra tussen między miedzy между mellan mellem mellom mezi între",
    ),
    (
        role::SINCE,
        "since seit depuis desde dal dall sinds vanaf od с со від sedan siden ab din începând",
    ),
    (
        role::BEFORE,
        "in from since on by year years im vom von ab seit am en de du del depuis desde nel da dal van w z od do \
         роки за fra från i во в с от с до по dated of class batch session graduated passing completed vers \
         année año anno jahr rok r during early late mid circa until till to bis à até hasta established founded \
         graduation expected anul din roku",
    ),
    (
        role::OPEN,
        "present presently current currently now today ongoing onward onwards continuing continue continued \
         continues contd heute aktuell laufend gegenwärtig gegenwart dato jetzt fortlaufend andauernd actuel \
         actuellement présent maintenant actualidad actualmente presente actual oggi attualmente attuale atual \
         atualmente hoje heden nu huidig obecnie nadal teraz dziś dzisiaj prezent actualitate сейчас \
         настоящее нв дотепер сьогодні зараз současnost dosud nyní dnes súčasnost súčasnosť nuvarande pågående \
         nå nåværende nåtid nutid nuværende idag pt actualitat jelenleg napjaink napjainkig σήμερα παρόν günümüz \
         halen nykyinen днес досега 至今 現在 现在",
    ),
    (
        role::FILLER,
        "of de del the dem den der le la el il l d di do o da the zum zur año year month calendar full den în",
    ),
    (role::ORDINAL, "st nd rd th er re ère º ª go ого"),
    (
        role::YEAR_MARK,
        "年 月 r rok roku г гг год года году годы годов р рр року ad",
    ),
    (
        role::PRODUCT,
        "windows win ssis ssrs ssas biztalk infopath tfs mssql sql autocad revit visio sharepoint powerpoint catia \
         solidworks indesign photoshop illustrator navisworks archicad primavera msoffice winserver ecmascript \
         acrobat framemaker quickbooks matlab intellij vb vba vc iso iec ieee astm ansi asme incoterms owasp \
         regulation directive",
    ),
    (
        role::WEAK_PRODUCT,
        "office server servers studio excel word outlook exchange access publisher civil sage project vs \
         dynamics nav ax inventor unity tableau ole api bs act",
    ),
    (role::MAKER, "microsoft ms visual adobe autodesk"),
    (
        role::RELEASE,
        "r2 sp1 sp2 sp3 server edition standard enterprise datacenter professional pro ultimate",
    ),
    (
        role::COUNTED,
        "employees employee users user customers clients people students staff members persons servers hours hrs \
         units sq sqft words lines calls pages tons kg km mm ml mg mw kw kva rpm rps tps usd eur gbp inr pln chf rub \
         rubles dollars euros euro rupees zł zl руб mitarbeiter mitarbeitern kunden employés salariés empleados \
         pracowników użytkowników klientów сотрудников человек пользователей clientes stores nodes desktops \
         devices workstations accounts records transactions tickets invoices patients beds sites locations pcs \
         participants attendees volunteers vendors suppliers products items cases projects rows subscribers \
         mailboxes million crore lakh lakhs k per",
    ),
    (
        role::ABOUT,
        "over than about approximately approx around nearly almost least upto über als ponad plus sobre más более свыше",
    ),
    (role::PLUS, "plus mehr more"),
    (
        role::HALF,
        "half halbes halben halb demi demie medio media mezzo meio pół ½ halv",
    ),
    (role::OLD, "old older age aged alt âge"),
    (role::JOIN, "and und et y e en i и og och a și oraz"),
    (role::REGION, "nsw vic qld tas"),
    (role::ARTICLE, "a"),
];

/// Open ends of several words, each as its tokens.
const OPEN_PHRASES: &[&str] = &[
    "to date",
    "till date",
    "til date",
    "until date",
    "upto date",
    "up to date",
    "to this day",
    "the present",
    "the present day",
    "the present time",
    "present day",
    "present date",
    "present time",
    "current date",
    "this day",
    "this date",
    "date",
    "at present",
    "the moment",
    "the current date",
    "in progress",
    "the current",
    "still working",
    "still there",
    "still continuing",
    "ce jour",
    "aujourd hui",
    "en cours",
    "en poste",
    "la fecha",
    "la actualidad",
    "fecha actual",
    "el presente",
    "el momento",
    "en curso",
    "data odierna",
    "in corso",
    "ad oggi",
    "o momento",
    "o presente",
    "data atual",
    "os dias atuais",
    "chwili obecnej",
    "dnia dzisiejszego",
    "dzień dzisiejszy",
    "zum heutigen tag",
    "zum heutigen tage",
    "dem heutigen tag",
    "op heden",
    "настоящее время",
    "настоящего времени",
    "наст время",
    "наст вр",
    "настоящий момент",
    "н в",
    "н вр",
    "сегодняшний день",
    "сей день",
    "текущее время",
    "цей час",
    "теперішній час",
    "i dag",
    "dags dato",
    "dags datum",
    "în prezent",
    "in prezent",
    "momentul prezent",
    "la zi",
    "a fecha actual",
    "hoy",
    "la date de aujourd hui",
    "момента",
];

/// The keys of one open end of several words.
#[derive(Debug)]
pub(super) struct Phrase {
    pub keys: Vec<TermKey>,
}

/// Every word by its key; a bit table before it turns most words away.
#[derive(Debug)]
pub(super) struct Words {
    leading: Bits,
    known: Bits,
    slots: Vec<(TermKey, Entry)>,
    /// Longest first.
    pub open_phrases: Vec<Phrase>,
}

const BITS: usize = 1 << 14;
/// Four times the number of words, so that probing stays short.
const SLOTS: usize = 1 << 13;

pub(super) static WORDS: LazyLock<Words> = LazyLock::new(Words::build);

impl Words {
    fn build() -> Self {
        let mut words = Self {
            leading: Bits([0; BITS / 64]),
            known: Bits([0; BITS / 64]),
            slots: vec![(0, Entry::default()); SLOTS],
            open_phrases: Vec::with_capacity(OPEN_PHRASES.len()),
        };
        for (month, forms) in (1..).zip(MONTHS) {
            words.add(forms, |entry| entry.month = month);
        }
        for &(season, forms) in SEASONS {
            words.add(forms, |entry| entry.season = season);
        }
        for &(number, forms) in NUMBERS {
            words.add(forms, |entry| entry.number = number);
        }
        for &(unit, forms) in UNITS {
            words.add(forms, |entry| entry.unit = unit);
        }
        for &(role, forms) in ROLES {
            words.add(forms, |entry| entry.roles |= role);
        }
        for phrase in OPEN_PHRASES {
            let keys: Vec<TermKey> = phrase
                .split_whitespace()
                .map(|word| term_key(&lower(word)))
                .collect();
            if let Some(first) = phrase.split_whitespace().next() {
                words.add(first, |entry| entry.roles |= role::OPEN_PHRASE);
            }
            words.open_phrases.push(Phrase { keys });
        }
        words
            .open_phrases
            .sort_by_key(|phrase| std::cmp::Reverse(phrase.keys.len()));
        for &(key, entry) in &words.slots {
            if key != 0 {
                words.known.set(key);
                if entry.leads() {
                    words.leading.set(key);
                }
            }
        }
        words
    }

    fn add(&mut self, forms: &str, set: impl Fn(&mut Entry)) {
        for form in forms.split_whitespace() {
            let key = term_key(&lower(form));
            let slot = self.slot(key);
            self.slots[slot].0 = key;
            set(&mut self.slots[slot].1);
        }
    }

    /// The slot that holds `key`, or the empty one where it would go.
    fn slot(&self, key: TermKey) -> usize {
        let mut slot = (key >> 20) as usize % SLOTS;
        while self.slots[slot].0 != 0 && self.slots[slot].0 != key {
            slot = (slot + 1) % SLOTS;
        }
        slot
    }

    /// The parts that the word of this key plays.
    pub(super) fn get(&self, key: TermKey) -> Entry {
        self.slots[self.slot(key)].1
    }

    /// Whether a mention may begin with the word; a few others pass too.
    pub(super) fn may_lead(&self, key: TermKey) -> bool {
        self.leading.has(key)
    }

    /// Whether the word plays a part; a few others pass too.
    pub(super) fn may_play(&self, key: TermKey) -> bool {
        self.known.has(key)
    }
}

/// A set of keys that may also hold others, small enough to stay in cache.
#[derive(Debug)]
struct Bits([u64; BITS / 64]);

impl Bits {
    fn set(&mut self, key: TermKey) {
        self.0[(key >> 6) as usize % (BITS / 64)] |= 1 << (key % 64);
    }

    fn has(&self, key: TermKey) -> bool {
        self.0[(key >> 6) as usize % (BITS / 64)] >> (key % 64) & 1 == 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_form_names_two_months_or_two_numbers() {
        for (nth, forms) in MONTHS.iter().enumerate() {
            for form in forms.split_whitespace() {
                let entry = WORDS.get(term_key(&lower(form)));
                assert_eq!(usize::from(entry.month), nth + 1, "{form}");
            }
        }
        for (number, forms) in NUMBERS {
            for form in forms.split_whitespace() {
                assert_eq!(WORDS.get(term_key(&lower(form))).number, *number, "{form}");
            }
        }
        for (unit, forms) in UNITS {
            for form in forms.split_whitespace() {
                assert_eq!(WORDS.get(term_key(&lower(form))).unit, *unit, "{form}");
            }
        }
    }

    #[test]
    fn every_word_is_one_token() {
        let phrases = OPEN_PHRASES.iter().flat_map(|phrase| phrase.split(' '));
        let tables = MONTHS
            .into_iter()
            .chain(SEASONS.iter().map(|row| row.1))
            .chain(NUMBERS.iter().map(|row| row.1))
            .chain(UNITS.iter().map(|row| row.1))
            .chain(ROLES.iter().map(|row| row.1))
            .flat_map(str::split_whitespace);
        for word in tables.chain(phrases) {
            let tokens = crate::text::tokenize(word);
            let whole = matches!(tokens.as_slice(), [token] if token.of(word) == word);
            assert!(whole, "{word} is no token");
        }
    }

    #[test]
    fn the_table_is_at_most_half_full() {
        let words = WORDS.slots.iter().filter(|(key, _)| *key != 0).count();
        assert!(words * 2 <= SLOTS, "{words} words");
    }
}
