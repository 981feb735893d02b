//! Words that name an occupation: what tells a title from an employer or a place.

use std::sync::LazyLock;

use crate::document::Span;
use crate::text::{TermSet, term_key, tokenize, tokenize::lower};

/// Head nouns of job titles, one string a language.
const ROLES: &[&str] = &[
    // en
    "accountant actuary administrator advisor adviser advocate agent aide analyst apprentice architect artist assistant associate \
     attendant attorney auditor baker banker barber barista bartender bookkeeper broker builder butcher buyer captain caregiver carer \
     carpenter cashier chairman chef chemist cleaner clerk coach collector commander consultant contractor controller cook coordinator \
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
     writer ceo cto cfo coo cio vp hca rn lpn cna sre dba qa",
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
];

/// Whether a part of a line names an occupation.
pub fn names_a_role(text: &str, span: Span) -> bool {
    static KNOWN: LazyLock<TermSet> = LazyLock::new(|| {
        ROLES
            .iter()
            .flat_map(|roles| roles.split_whitespace())
            .map(term_key)
            .collect()
    });
    let written = span.of(text);
    tokenize(written).into_iter().any(|token| {
        if KNOWN.contains(&token.key) {
            return true;
        }
        let word = lower(token.of(written));
        let singular = word.strip_suffix('s').map(term_key);
        singular.is_some_and(|key| KNOWN.contains(&key))
            || ENDINGS
                .iter()
                .any(|ending| word.len() > ending.len() && word.ends_with(ending))
    })
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
        ] {
            assert!(names(title), "{title}");
        }
        for other in [
            "Northwind Logistics Ltd",
            "Kraków",
            "ЗАО Ромашка",
            "St. Mary's Hospital",
        ] {
            assert!(!names(other), "{other}");
        }
    }
}
