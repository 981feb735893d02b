//! Sentences that say nothing about whom is sought: praise, benefits, law, how to apply.

use std::sync::LazyLock;

use super::SetAsideReason::{self, Benefits, EqualOpportunity, HowToApply, Legal, Salary};
use super::phrases::{Words, phrase_table};
use crate::document::Span;
use crate::text::PhraseTable;

/// Phrases strong enough to set a sentence aside under any heading.
static STRONG: LazyLock<PhraseTable<SetAsideReason>> = LazyLock::new(|| {
    phrase_table(&[
        (
            EqualOpportunity,
            "equal opportunity | equal opportunities | equal employment | affirmative action | \
        without regard to | regardless of race | regardless of nationality | regardless of age | regardless of sex | irrespective of | regardless of gender | regardless of your | \
        all qualified applicants | reasonable accommodation* | sexual orientation | gender identity | \
        protected veteran* | veteran status | protected class* | protected by law | national origin | \
        disabilities are encouraged | we celebrate diversity | eeo | e verify | unabhängig von geschlecht | \
        unabhängig von alter | unabhängig von ihrer | unabhängig von deiner | schwerbehindert* | \
        schwerbehinderung | chancengleichheit | égalité des chances | situation de handicap | \
        igualdad de oportunidades | igualdad de trato | pari opportunità | categorie protette | \
        entrambi i sessi | ambosessi | igualdade de oportunidades | gelijke kansen | bez względu na | \
        równych szans | egalitate de șanse | indiferent de gen | независимо от пола | \
        независимо от возраста | равные возможности",
        ),
        (
            Legal,
            "background check | background checks | drug test | drug screen | drug screening | at will | \
        authorized to work | work authorization | authorization to work | right to work | eligible to work | \
        legally authorized | visa sponsorship | sponsor visas | sponsorship | citizenship | citizen | \
        citizens | this job description is not | not intended to be | reserves the right | \
        third party recruiters | unsolicited resumes | privacy policy | privacy notice | gdpr | \
        personal data | criminal histories | fair chance | criminal record | export control | datenschutz* | \
        personenbezogen* | arbeitserlaubnis | données personnelles | rgpd | permis de travail | \
        protección de datos | permiso de trabajo | dati personali | reg ue | d lgs | proteção de dados | \
        dados pessoais | persoonsgegevens | werkvergunning | danych osobowych | rodo | \
        date cu caracter personal | персональных данных | гражданство | разрешение на работу | военный билет",
        ),
        (
            HowToApply,
            "to apply | please apply | apply now | apply online | apply today | apply via | apply at | \
        apply here | apply by | how to apply | send your cv | send your resume | send us your | \
        submit your | submit a | cover letter | click apply | click the | interested candidates | \
        interested applicants | apply for this | we look forward to hearing | we look forward to your | \
        your application | only shortlisted | application deadline | please send | please note that | \
        get in touch | bewerben sie sich | bewirb dich | bewerbungsunterlagen | ihre bewerbung | \
        deine bewerbung | gehaltsvorstellung* | ansprechpartner* | senden sie | merci d adresser | envoyez | \
        envoyer votre | adressez | votre candidature | lettre de motivation | postulez | envía tu | \
        enviar cv | envíanos | interesados | inscríbete | inviare | invia il tuo | candidati | \
        le persone interessate | envie o seu | envia o teu | envie seu | candidate se | candidata te | \
        interessados | solliciteer | stuur je | stuur jouw | prosimy o przesłanie | aplikuj | prześlij | \
        zainteresowan* | aplicații | trimite | trimiteți | aplică | присылайте | отправьте | отправляйте | \
        откликайтесь | ждем ваше резюме | пишите",
        ),
        (
            Salary,
            "salary range | salary is | base salary | annual salary | starting salary | per annum | per hour | \
        hourly rate | base pay | pay range | salary commensurate | competitive salary | \
        competitive salaries | competitive compensation | competitive pay | jahresgehalt | bruttogehalt | \
        gehalt | rémunération | salaire | salario bruto | salario competitivo | retribuzione | ral | \
        remuneração | salário | brutosalaris | salaris | wynagrodzenie | salariu | заработная плата | \
        заработную плату | зарплат* | оклад*",
        ),
        (
            Benefits,
            "401k | 401 k | paid time off | pto | dental | health insurance | life insurance | \
        medical insurance | paid holidays | paid vacation | parental leave | vacation days | holiday pay | \
        tuition reimbursement | tuition assistance | gym membership | free snacks | free lunch | \
        stock options | we offer | we provide | benefits package | benefits include | pension scheme | \
        retirement plan* | sick leave | flexible working hours | home office allowance | signing bonus | \
        wir bieten | betriebliche altersvorsorge | urlaubstage | 30 tage urlaub | jobticket | obstkorb | \
        flexible arbeitszeiten | weihnachtsgeld | mutuelle | tickets restaurant | ticket restaurant | \
        titres restaurant | rtt | nous offrons | nous proposons | congés | ofrecemos | seguro médico | \
        días de vacaciones | ticket restaurante | offriamo | buoni pasto | welfare aziendale | ferie | \
        oferecemos | seguro de saúde | vale refeição | plano de saúde | subsídio | wij bieden | \
        vakantiedagen | pensioenregeling | reiskostenvergoeding | oferujemy | prywatna opieka medyczna | \
        opieka medyczna | karta multisport | multisport | oferim | tichete de masă | asigurare medicală | \
        bonuri de masă | мы предлагаем | дмс | оплачиваемый отпуск | дней отпуска | оформление по тк | \
        соцпакет | социальный пакет | корпоративные скидки | фитнес* | компенсац* | льготное",
        ),
    ])
});

/// Phrases by which a company speaks of itself; they count only where no heading asks.
static PRAISE: LazyLock<PhraseTable<()>> = LazyLock::new(|| {
    phrase_table(&[(
        (),
        "is a leading | is the leading | are a leading | are the leading | is a global | market leader | \
        world s leading | world leader | leading provider | fastest growing | fast growing company | \
        was founded | founded in | headquartered in | our mission is | our values | award winning | \
        great place to work | best places to work | fortune 500 | our clients include | our company | \
        we are a | we re a | is a company | years of history | we believe | our culture | join our team | \
        join us | our customers | is one of the largest | is one of the | publicly traded | privately held | \
        family owned | führender | führendes | führende | marktführer | weltmarktführer | gegründet | \
        familienunternehmen | mit sitz in | wir sind ein | unser unternehmen | leader | fondée en | \
        créée en | notre entreprise | notre société | notre groupe | nous sommes | es una empresa | \
        empresa líder | fundada en | somos una | nuestra empresa | è un azienda | azienda leader | \
        fondata nel | siamo un | la nostra azienda | é uma empresa | fundada em | somos uma | marktleider | \
        opgericht in | wij zijn een | toonaangevend* | jesteśmy | lider | liderem | wiodąc* | założona | \
        suntem o | fondată | compania noastră | мы лидер | лидер | лидеров | крупнейш* | компания основана | \
        основана в | современная | быстроразвивающ* | команда профессионалов | входит в топ | \
        наша компания | мы стремительно | более чем | аккредитованная",
    )])
});

/// Why the sentence is set aside, where its words show that under any heading.
pub(super) fn strong(words: &Words, span: Span) -> Option<SetAsideReason> {
    words
        .first(&STRONG, words.within(span))
        .map(|hit| hit.value)
}

/// Whether the company speaks of itself.
pub(super) fn praise(words: &Words, span: Span) -> bool {
    words.first(&PRAISE, words.within(span)).is_some()
}
