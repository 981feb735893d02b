//! What a line or sentence of a post is.

/// What a line or sentence of a post is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum PostLabel {
    /// The line that names the job.
    Title,
    /// Place, hours, contract, reference number.
    Fact,
    Pay,
    Company,
    /// What the person must have.
    Ask,
    /// The same, wished for.
    Nice,
    /// That something is not needed.
    Waived,
    /// Shifts, travel, lifting, permits: asked for, and never scored.
    Condition,
    Duty,
    Offer,
    Law,
    Apply,
    /// Navigation, greetings, signatures, forms.
    Noise,
    HeadAsk,
    HeadNice,
    HeadDuty,
    HeadCompany,
    HeadOffer,
    HeadLaw,
    HeadApply,
    HeadOther,
}

impl PostLabel {
    pub(crate) const ALL: [Self; 21] = [
        Self::Title,
        Self::Fact,
        Self::Pay,
        Self::Company,
        Self::Ask,
        Self::Nice,
        Self::Waived,
        Self::Condition,
        Self::Duty,
        Self::Offer,
        Self::Law,
        Self::Apply,
        Self::Noise,
        Self::HeadAsk,
        Self::HeadNice,
        Self::HeadDuty,
        Self::HeadCompany,
        Self::HeadOffer,
        Self::HeadLaw,
        Self::HeadApply,
        Self::HeadOther,
    ];

    /// The names of all, in order, as files of chains and labelled posts have them.
    pub const NAMES: &'static [&'static str] = &[
        "title",
        "fact",
        "pay",
        "company",
        "ask",
        "nice",
        "waived",
        "condition",
        "duty",
        "offer",
        "law",
        "apply",
        "noise",
        "h-ask",
        "h-nice",
        "h-duty",
        "h-company",
        "h-offer",
        "h-law",
        "h-apply",
        "h-other",
    ];

    pub(crate) fn of(place: u8) -> Option<Self> {
        Self::ALL.get(usize::from(place)).copied()
    }

    pub(crate) fn is_heading(self) -> bool {
        self as u8 >= Self::HeadAsk as u8
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_known_by_their_places_and_headings_by_their_names() {
        assert_eq!(PostLabel::NAMES.len(), PostLabel::ALL.len());
        for (label, name) in PostLabel::ALL.into_iter().zip(PostLabel::NAMES) {
            assert_eq!(label.is_heading(), name.starts_with("h-"), "{name}");
            assert_eq!(PostLabel::of(label as u8), Some(label), "{name}");
        }
        assert_eq!(PostLabel::of(PostLabel::ALL.len() as u8), None);
    }
}
