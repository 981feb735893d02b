//! Words around a skill and what they make of it, flat, in several languages.

use super::super::Stance::{self, Basic, Claimed, Denied, Distant, Wished};

/// How far a cue governs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// All items of the list that follows (`no experience with Docker, Helm`).
    List,
    /// The same, but only short items: the cue is a common word (`no`).
    Bare,
    /// The next word (`basic Python`); behind a skill: only as a remark set apart.
    Word,
}

use Reach::{Bare, List, Word};

/// Cues before a skill; phrases divided by commas. At the same place the longest counts.
pub(super) const BEFORE: &[(Stance, Reach, &str)] = &[
    (
        Claimed,
        List,
        "not only, not just, not merely, no longer only, no stranger to, no problem with, no problems with, nothing but, not limited to, \
        nicht nur, nicht allein, pas seulement, non seulement, no solo, no sólo, no solamente, non solo, não só, não apenas, niet alleen, nie tylko, \
        nu doar, nu numai, не только, not without",
    ),
    (
        Denied,
        List,
        "no experience with, no experience in, no experience of, no experience using, no prior experience with, no prior experience in, \
        no professional experience with, no commercial experience with, no production experience with, no practical experience with, no working experience with, \
        no hands on experience with, no hands on, no direct experience with, no real experience with, without experience in, without experience with, \
        without any experience in, lack experience in, lack experience with, lacking experience with, lack of, lacking, \
        never used, never worked with, never worked in, never touched, never programmed in, never learned, no knowledge of, no working knowledge of, \
        not familiar with, unfamiliar with, not experienced with, not experienced in, not proficient in, not interested in, not worked with, not yet used, \
        have not used, haven t used, have not, haven t, has not, did not, didn t, do not know, don t know, do not use, don t use, do not have, don t have, do not hold, \
        cannot, can t, hold no, have no, has no, had no, rather than, instead of, neither, nor, \
        keine erfahrung mit, keine erfahrung in, keine erfahrungen mit, keine kenntnisse in, keine praxis mit, keine praktische erfahrung mit, \
        keinerlei erfahrung mit, ohne erfahrung mit, ohne kenntnisse in, nie mit, noch nie mit, noch nicht mit, nicht mit, nicht vertraut mit, weder, \
        pas d expérience en, pas d expérience avec, pas d expérience de, pas d expérience, aucune expérience, aucune expérience avec, aucune connaissance de, \
        jamais utilisé, jamais travaillé avec, sans expérience en, ne connais pas, \
        sin experiencia en, sin experiencia con, sin experiencia, sin conocimientos de, ninguna experiencia con, no tengo experiencia con, \
        no tengo experiencia en, nunca he usado, nunca he trabajado con, \
        nessuna esperienza con, nessuna esperienza, senza esperienza con, mai usato, non conosco, non ho esperienza con, \
        sem experiência com, sem experiência, nunca usei, não tenho experiência com, \
        geen ervaring met, geen ervaring, zonder ervaring met, nooit gewerkt met, \
        brak doświadczenia z, brak doświadczenia, bez doświadczenia z, bez doświadczenia, nie znam, nie pracowałem z, nie pracowałam z, nie mam doświadczenia z, \
        fără experiență în, fără experiență cu, fără experiență, nu am experiență cu, nu cunosc, \
        нет опыта работы с, нет опыта с, нет опыта, без опыта работы с, без опыта, не работал с, не работала с, не знаю, не владею, не использовал, не знаком с, не знакома с",
    ),
    (
        Denied,
        Bare,
        "no, not, without, never, zero, keine, kein, keinen, ohne, nicht, nie, pas de, pas d, sans, sin, senza, sem, geen, zonder, bez, fără, без, кроме",
    ),
    (
        Wished,
        List,
        "would like to learn, would love to learn, d like to learn, want to learn, wants to learn, wanting to learn, eager to learn, keen to learn, hope to learn, hoping to learn, \
        interested in learning, plan to learn, planning to learn, looking to learn, willing to learn, ready to learn, wish to learn, aim to learn, started to learn, \
        starting to learn, currently learning, learning, want to work with, would like to work with, would like to use, want to use, hoping to work with, hope to work with, \
        like to move into, want to move into, hope to move into, interest in, interested in, would like to move into, \
        möchte lernen, möchte gerne lernen, will lernen, lerne gerade, lerne derzeit, interesse an, gerne mit, möchte mit, \
        souhaite apprendre, envie d apprendre, souhaite découvrir, souhaite me former à, quiero aprender, me gustaría aprender, deseo aprender, aprendiendo, \
        vorrei imparare, voglio imparare, sto imparando, quero aprender, gostaria de aprender, wil graag leren, leren werken met, \
        chcę się nauczyć, chciałbym się nauczyć, chciałabym się nauczyć, uczę się, vreau să învăț, aș dori să învăț, doresc să învăț, \
        хочу изучить, хочу выучить, хотел бы изучить, хотела бы изучить, изучаю, планирую изучить",
    ),
    (
        Distant,
        List,
        "alongside the, alongside a, alongside, supported the team using, liaised with the, liaising with the, sat next to the, sitting next to the, next to the, \
        handed over to the, handed off to the, worked closely with the, reported bugs to the, neben dem, zusammen mit dem, an der seite des, \
        à côté de l équipe, aux côtés de l équipe, junto al equipo de, junto al equipo, accanto al team, naast het, obok zespołu, alături de echipa, рядом с командой",
    ),
    (
        Basic,
        List,
        "basics of, basic knowledge of, basic understanding of, basic experience with, basic experience in, basic skills in, basic knowledge in, working towards, \
        familiar with, familiarity with, exposure to, exposed to, some experience with, some experience in, some knowledge of, a little experience with, little experience with, \
        limited experience with, limited experience in, limited knowledge of, limited exposure to, introductory course in, introduction to, awareness of, aware of, \
        beginner in, dabbled in, dabbled with, tinkered with, played with, \
        grundkenntnisse in, grundkenntnisse, grundlagen in, grundlagen, grundlegende kenntnisse in, erste erfahrung mit, erste erfahrungen mit, basiskenntnisse in, \
        notions de, notions d, notions en, notions, bases de, bases en, connaissances de base en, connaissances de base de, initiation à, \
        nociones de, conocimientos básicos de, conocimiento básico de, conocimientos básicos en, nozioni di, conoscenza di base di, conoscenze di base di, \
        conhecimentos básicos de, noções de, basiskennis van, basiskennis, enige ervaring met, podstawy, podstawowa znajomość, znajomość podstaw, \
        cunoștințe de bază de, cunoștințe de bază, noțiuni de, базовые знания, базовое знание, знаком с, знакома с, основы, начальные знания",
    ),
    (
        Basic,
        Word,
        "basic, beginner, elementary, introductory, rudimentary, entry level, einfache, básico, basiques, podstawowy, базовый, базовые, начальный",
    ),
];

/// Cues right behind a skill.
pub(super) const AFTER: &[(Stance, Reach, &str)] = &[
    (
        Denied,
        Word,
        "none, no, no experience, not used, not yet, never, never used, keine, kein, nicht, keine erfahrung, aucune, ninguna, nessuna, nenhuma, geen, brak, fără, нет",
    ),
    (
        Denied,
        List,
        "is not one of, is new to me, are new to me, is unknown to me, i have not used, i have never used, i have not worked with, i do not know, i don t know, \
        never used, not used, not yet used, habe ich nie, habe ich noch nie, habe ich nicht, habe ich noch nicht, habe ich keine, kann ich nicht, ist mir neu, \
        je ne connais pas, no lo conozco, nie znam, не знаю, не использовал, не использовала",
    ),
    (
        Wished,
        List,
        "is a wish, is my next goal, is on my list, is next on my list, i would like to learn, i want to learn, is something i want to learn, \
        möchte ich lernen, möchte ich gern, möchte ich gerne, würde ich gern, will ich lernen, хочу изучить",
    ),
    (
        Wished,
        Word,
        "learning, currently learning, in progress, want to learn, in ausbildung, en cours, aprendiendo, изучаю, planned, geplant",
    ),
    (
        Basic,
        Word,
        "basic, basics, basic knowledge, beginner, elementary, novice, some, a little, limited, grundlagen, grundkenntnisse, anfänger, einfach, débutant, notions, \
        bases, básico, básica, nivel básico, principiante, base, base livello, livello base, basis, beginnend, podstawy, podstawowy, podstawowa, începător, \
        базовый, базовые знания, начальный, основы",
    ),
];

/// Words at which a clause turns, so that a cue before them says nothing of what follows.
pub(super) const TURNS: &[&str] = &[
    "but however though although yet except instead while whereas still otherwise used using use uses built wrote developed worked work works working led",
    "strong solid expert excellent proficient advanced daily good deep extensive fluent mainly now did made write since because so i",
    "aber sondern jedoch doch dafür dagegen sehr gute gut nutze nutzte verwende arbeite mais cependant pourtant pero sino aunque ma però invece mas porém",
    "maar echter ale lecz jednak natomiast dar însă но а зато однако",
];

/// Words that join the items of a list.
pub(super) const LINKS: &[&str] =
    &["or and nor oder und noch ou et ni o y e ed of en noch lub i ani sau și si или и ни"];
