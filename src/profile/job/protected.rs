//! What a job may not ask in many places: age, sex, family, origin, health, religion, looks.

use std::sync::LazyLock;

use super::phrases::{Found, Words, phrase_table};
use crate::document::Span;
use crate::text::PhraseTable;

/// A ground that the law protects in many places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ground {
    Age,
    Gender,
    Family,
    Origin,
    Health,
    Religion,
    Photo,
    /// A language level that only birth gives.
    NativeSpeaker,
}

static ASKED: LazyLock<PhraseTable<Ground>> = LazyLock::new(|| {
    phrase_table(&[
        (
            Ground::Age,
            "years old | years of age | age between | age limit | maximum age | aged between | under 30 | \
        under 35 | under 40 | young team member | young and dynamic | young and energetic | digital native | \
        recent graduates only | jahre alt | höchstens 35 jahre | nicht älter als | junges und dynamisches | \
        ans maximum d âge | âge maximum | âgé de | edad entre | edad máxima | menor de 35 | età compresa | \
        età massima | età inferiore | idade entre | idade máxima | leeftijd tussen | wiek do | wiek od | \
        do 35 lat | vârsta între | vârstă maximă | возраст | возраст от | возраст до",
        ),
        (
            Ground::Gender,
            "male candidate | male candidates | female candidate | female candidates | males only | \
        females only | male only | female only | men only | women only | young man | young lady | \
        young woman | girl friday | salesman | nur männer | nur frauen | männliche bewerber | \
        weibliche bewerber | sexe masculin | sexe féminin | sexo masculino | sexo femenino | \
        sesso femminile | sesso maschile | alleen mannen | alleen vrouwen | tylko kobiety | \
        tylko mężczyźni | doar femei | doar bărbați | пол мужской | пол женский | только мужчины | \
        только женщины | мужчина | девушка | девушки",
        ),
        (
            Ground::Family,
            "marital status | unmarried | no children | without children | family status | familienstand | \
        ungebunden | ledig | situation familiale | sans enfants | célibataire | estado civil | sin hijos | \
        sin cargas familiares | stato civile | senza figli | sem filhos | burgerlijke staat | stan cywilny | \
        bezdzietn* | starea civilă | fără copii | семейное положение | без детей",
        ),
        (
            Ground::Origin,
            "nationals only | born in | nationality | citizens only | local candidates only | \
        of european origin | staatsangehörigkeit | nationalité | nacionalidad | nazionalità | \
        nacionalidade | nationaliteit | narodowość | naționalitate | национальность | славянск*",
        ),
        (
            Ground::Health,
            "good health | in good health | healthy | no disabilities | physically fit | able bodied | \
        non smoker | gesund und belastbar | nichtraucher | bonne santé | buena salud | buona salute | \
        boa saúde | goede gezondheid | dobry stan zdrowia | stare de sănătate | хорошее здоровье | \
        без вредных привычек | некурящ*",
        ),
        (
            Ground::Religion,
            "christian | muslim | religious belief | church member | kirchenzugehörigkeit | konfession | \
        catholique | católico | cattolico | religión | religia | вероисповедание",
        ),
        (
            Ground::Photo,
            "attach a photo | with photo | with a photo | recent photo | include a photo | photograph | \
        pleasant appearance | good looking | well groomed | mit foto | lichtbild | bewerbungsfoto | \
        gepflegtes äußeres | avec photo | photo obligatoire | bonne présentation | con foto | \
        con fotografía | buena presencia | bella presenza | foto tessera | com foto | boa aparência | \
        met foto | ze zdjęciem | cu poză | aspect fizic plăcut | с фото | фотография | приятная внешность | \
        презентабельная внешность",
        ),
        (
            Ground::NativeSpeaker,
            "native speaker | native speakers | native english | native german | native level | mother tongue | \
        muttersprache | muttersprachler* | langue maternelle | lengua materna | madrelingua | \
        língua materna | moedertaal | język ojczysty | limba maternă | носитель языка | носители языка",
        ),
    ])
});

/// Everything in `span` that touches a protected ground.
pub(super) fn find(words: &Words, span: Span) -> Vec<Found<Ground>> {
    words.find(&ASKED, words.within(span))
}

/// Whether the sentence asks for what may not be scored: it gives no requirement.
pub(super) fn not_for_scoring(words: &Words, span: Span) -> bool {
    find(words, span)
        .iter()
        .any(|hit| hit.value != Ground::NativeSpeaker)
}
