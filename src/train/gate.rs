//! Whether a trained model may be written: not in place of a better one, and not where it does
//! harm to a group, unless somebody takes it all the same and says why. The model keeps the reason.

use std::fmt::{self, Display, Formatter};

use super::impact::Impact;
use super::recipe::{Trained, mean_auc, mean_held_out_auc};
use super::standing::{Rating, Standing};
use crate::audit::LeastRatio;
use crate::model::Ranker;

/// The model that stands where the new one would be written, and how good it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Present {
    /// Where it stands, as messages name it.
    pub place: String,
    /// Mean over jobs of the share of pairs that it orders right.
    pub auc: f64,
    /// Whether that figure, too, is of jobs held out.
    pub is_held_out: bool,
}

impl Present {
    /// The figure of `old` beside which that of `trained` can be set: its own on jobs held out
    /// where it learned from the same labels, otherwise what it does on the jobs at hand.
    pub fn of(old: &Ranker, trained: &Trained, place: String) -> Self {
        let labels = |ranker: &Ranker| -> Option<Vec<String>> {
            let sets = &ranker.training.as_ref()?.sets;
            Some(sets.iter().map(|set| set.labels_sha256.clone()).collect())
        };
        let same_labels = labels(old).is_some() && labels(old) == labels(&trained.ranker);
        let training = old.training.as_ref().filter(|_| same_labels);
        let held_out = training.and_then(|training| training.held_out_auc);
        Self {
            place,
            auc: held_out.unwrap_or_else(|| mean_auc(&trained.examples, old.weights())),
            is_held_out: held_out.is_some(),
        }
    }
}

/// What a trained model must pass.
#[derive(Debug, Clone, PartialEq)]
pub enum Gate {
    /// It is worth this beside the model in use.
    Stands(Box<Standing>),
    /// It replaces this one.
    Replaces(Present),
    /// It would do this to groups of people.
    Impact(Box<Impact>),
}

/// What speaks against a trained model.
#[derive(Debug, Clone, PartialEq)]
pub enum Objection {
    /// Not proved to be better than the model in use and BM25.
    Unproved(Box<Standing>),
    /// `auc`, on jobs held out, lies below that of the present model.
    Worse { auc: f64, present: Present },
    /// The least impact ratio falls below four fifths and below what it was.
    Harms(Box<Impact>),
}

/// The answer of a gate.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    Passed,
    /// Taken all the same, for the reason that now stands in the model.
    Accepted(Objection),
    /// Not to be written.
    Refused(Objection),
}

impl Gate {
    /// Judges `trained`; with a `reason`, what speaks against it is accepted and kept in its
    /// [`Training`](crate::model::Training).
    pub fn judge(self, trained: &mut Trained, reason: Option<&str>) -> Verdict {
        let auc = mean_held_out_auc(&trained.examples, &trained.units);
        let Some(objection) = self.objection(auc) else {
            return Verdict::Passed;
        };
        let Some(reason) = reason else {
            return Verdict::Refused(objection);
        };
        if let Some(training) = &mut trained.ranker.training {
            let kept = match &objection {
                // The verdict stands beside it.
                Objection::Unproved(_) => reason.to_owned(),
                objection => format!("{reason} ({objection})"),
            };
            match (&objection, &mut training.accepted) {
                (Objection::Harms(_), _) => training.accepted_impact = Some(kept),
                (_, Some(before)) => *before = format!("{before}; {kept}"),
                (_, none) => *none = Some(kept),
            }
        }
        Verdict::Accepted(objection)
    }

    /// What speaks against a model with this figure on jobs held out.
    fn objection(self, auc: f64) -> Option<Objection> {
        match self {
            Gate::Replaces(present) if present.auc > auc => Some(Objection::Worse { auc, present }),
            Gate::Impact(impact) if impact.worsens() => Some(Objection::Harms(impact)),
            Gate::Stands(standing) if standing.rating() != Rating::Better => {
                Some(Objection::Unproved(standing))
            }
            Gate::Replaces(_) | Gate::Impact(_) | Gate::Stands(_) => None,
        }
    }
}

impl Verdict {
    pub fn is_refused(&self) -> bool {
        matches!(self, Verdict::Refused(_))
    }
}

impl Display for Objection {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Objection::Worse { auc, present } => {
                let kind = if present.is_held_out {
                    "on jobs held out, too"
                } else {
                    "on the same jobs, some of which it may have seen"
                };
                write!(
                    f,
                    "auc {auc:.3} on jobs held out; the model in {} has {:.3} ({kind})",
                    present.place, present.auc
                )
            }
            Objection::Harms(impact) => impact.fmt(f),
            Objection::Unproved(standing) => standing.fmt(f),
        }
    }
}

/// One line, or nothing where nothing is to be said.
impl Display for Verdict {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Verdict::Refused(worse @ Objection::Worse { .. }) => write!(
                f,
                "not written: {worse}. Give another -o, or --anyway REASON to replace it all the same; \
                 the reason is kept in the model."
            ),
            Verdict::Refused(Objection::Unproved(_)) => f.write_str(
                "not written; keep the model in use. Give --anyway REASON to write it all the same; the reason is kept in the model.",
            ),
            Verdict::Refused(Objection::Harms(_)) => f.write_str(
                "not written: the least impact ratio falls below four fifths. Look at the labels and the features, \
                 or give --accept-impact REASON; the reason is kept in the model.",
            ),
            Verdict::Accepted(worse @ Objection::Worse { .. }) => write!(f, "accepted: {worse}"),
            // These are told whatever comes of them.
            Verdict::Accepted(Objection::Harms(_) | Objection::Unproved(_)) | Verdict::Passed => {
                Ok(())
            }
        }
    }
}

/// `least impact ratio of …: 0.720 (Female to Male); with prior-v1: 0.810 (Female to Male)`.
impl Display for Impact {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let shown = |least: &Option<LeastRatio>| match least {
            Some(least) => format!(
                "{} ({} to {})",
                least.ratio, least.category.label, least.highest.label
            ),
            None => "none, no two categories can be compared".to_owned(),
        };
        write!(
            f,
            "least impact ratio of scores above the median, on jobs held out: {}; with {}: {}",
            shown(&self.after),
            self.current,
            shown(&self.before)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::{Dimension, GroupsFile, JobScore, Ratio, least_ratio};
    use crate::train::examples::Examples;
    use crate::train::standing::Gain;

    /// Without jobs held out, so that its figure is 0.
    fn trained() -> Trained {
        let mut ranker = Ranker::builtin().clone();
        if let Some(training) = &mut ranker.training {
            training.accepted = None;
        }
        Trained {
            ranker,
            examples: Examples::new(&[]),
            worth: None,
            standing: standing(0.1),
            rows: Vec::new(),
            units: Vec::new(),
        }
    }

    /// Ahead of both by this at the least.
    fn standing(low: f64) -> Standing {
        let gain = Gain {
            other: 0.5,
            difference: low + 0.1,
            interval: (low, low + 0.2),
        };
        Standing {
            current: "default".to_owned(),
            jobs: 4,
            labels: 80,
            auc: 0.6 + low,
            over_current: gain,
            over_bm25: gain,
            as_good: (0, 39),
        }
    }

    fn replaces(auc: f64) -> Gate {
        Gate::Replaces(Present {
            place: "model.json".to_owned(),
            auc,
            is_held_out: true,
        })
    }

    /// A least impact ratio of so many thousandths.
    fn ratio(thousandths: u64) -> Option<LeastRatio> {
        let groups = b"cv_id,sex,race_ethnicity\na,F,\nb,F,\nc,M,\nd,M,\n";
        let scores = [("a", 70.0), ("b", 20.0), ("c", 80.0), ("d", 90.0)];
        let scores = scores.map(|(cv_id, score)| JobScore {
            job_id: "cook",
            cv_id,
            score,
        });
        let groups = GroupsFile::new("groups.csv", groups);
        let least = least_ratio(&scores, &groups, &[Dimension::Sex]).unwrap()?;
        Some(LeastRatio {
            ratio: Ratio {
                numerator: thousandths,
                denominator: 1000,
            },
            ..least
        })
    }

    fn impact(before: Option<LeastRatio>, after: Option<LeastRatio>) -> Impact {
        Impact {
            current: "prior-v1".to_owned(),
            before,
            after,
        }
    }

    #[test]
    fn a_model_may_replace_an_equal_one_and_no_better_one() {
        assert_eq!(replaces(0.75).objection(0.75), None);
        assert_eq!(replaces(0.75).objection(0.751), None);
        assert_eq!(
            replaces(0.75).objection(0.749).unwrap().to_string(),
            "auc 0.749 on jobs held out; the model in model.json has 0.750 (on jobs held out, too)"
        );
        assert_eq!(replaces(0.0).judge(&mut trained(), None), Verdict::Passed);
        assert!(replaces(0.001).judge(&mut trained(), None).is_refused());
    }

    #[test]
    fn what_is_not_proved_to_be_better_is_refused() {
        let objects = |standing: Standing| {
            let said = Gate::Stands(Box::new(standing.clone()))
                .objection(1.0)
                .is_some();
            (said, standing.rating())
        };
        assert_eq!(objects(standing(0.001)), (false, Rating::Better));
        assert_eq!(objects(standing(0.0)), (true, Rating::NoBetter));
        assert_eq!(objects(standing(-0.2)), (true, Rating::NoBetter));
        assert_eq!(objects(standing(-0.201)), (true, Rating::Worse));
        let of_bm25 = Standing {
            over_bm25: standing(0.0).over_bm25,
            ..standing(0.1)
        };
        let said = of_bm25.to_string();
        assert!(
            said.starts_with("better than default, but no better than BM25 beyond chance: on"),
            "{said}"
        );
        assert_eq!(objects(of_bm25), (true, Rating::NoBetter));
        let of_current = Standing {
            over_current: standing(0.0).over_current,
            ..standing(0.1)
        };
        let said = of_current.to_string();
        assert!(
            said.starts_with("better than BM25, but no better than default beyond chance: on"),
            "{said}"
        );
        let with = |as_good| Standing {
            as_good,
            ..standing(0.1)
        };
        assert_eq!(objects(with((1, 39))), (false, Rating::Better));
        assert_eq!(objects(with((2, 14))), (true, Rating::Noise));
        assert_eq!(
            standing(0.1).to_string(),
            "better than default and BM25 beyond chance: on 4 jobs held out, 80 labels, share of pairs ordered \
             right 0.700; default 0.500 (+0.200 [+0.100, +0.300]); BM25 0.500 (+0.200 [+0.100, +0.300]); \
             0 of 39 shuffles of the labels as good"
        );
    }

    #[test]
    fn two_reasons_are_both_kept() {
        let mut model = trained();
        let unproved = Gate::Stands(Box::new(standing(0.0)));
        assert!(!unproved.judge(&mut model, Some("first")).is_refused());
        assert!(!replaces(0.5).judge(&mut model, Some("second")).is_refused());
        let kept = model.ranker.training.unwrap().accepted.unwrap();
        assert!(kept.starts_with("first; second (auc 0.000"), "{kept}");
    }

    #[test]
    fn a_reason_accepts_and_is_kept() {
        let mut model = trained();
        let verdict = replaces(0.5).judge(&mut model, Some("a trial"));
        assert!(!verdict.is_refused());
        assert!(verdict.to_string().starts_with("accepted: auc 0.000 "));
        let kept = model.ranker.training.as_ref().unwrap();
        assert!(kept.accepted.as_ref().unwrap().starts_with("a trial (auc "));
        assert_eq!(kept.accepted_impact, None);
        // What passes needs no reason and keeps none.
        let mut model = trained();
        replaces(0.0).judge(&mut model, Some("a trial"));
        assert_eq!(model.ranker.training, trained().ranker.training);
    }

    #[test]
    fn harm_is_below_four_fifths_and_below_what_was() {
        let harms = |before, after| {
            let gate = Gate::Impact(Box::new(impact(before, after)));
            gate.objection(1.0).is_some()
        };
        assert!(!harms(ratio(900), ratio(800)));
        assert!(harms(ratio(900), ratio(799)));
        assert!(!harms(ratio(799), ratio(799)));
        assert!(harms(ratio(799), ratio(798)));
        assert!(!harms(ratio(700), ratio(799)));
        // Without a ratio before, four fifths alone decide; without one now, nothing can be said.
        assert!(!harms(None, ratio(800)));
        assert!(harms(None, ratio(799)));
        assert!(!harms(ratio(900), None));
        assert!(!harms(None, None));
    }

    #[test]
    fn harm_is_refused_or_kept_with_its_figures() {
        let gate = || Gate::Impact(Box::new(impact(ratio(900), ratio(720))));
        let refused = gate().judge(&mut trained(), None);
        assert!(refused.is_refused());
        assert!(
            refused
                .to_string()
                .starts_with("not written: the least impact")
        );
        let mut model = trained();
        let accepted = gate().judge(&mut model, Some("known"));
        assert!(!accepted.is_refused());
        assert_eq!(
            model.ranker.training.unwrap().accepted_impact.unwrap(),
            "known (least impact ratio of scores above the median, on jobs held out: 0.720 (Female to Male); \
             with prior-v1: 0.900 (Female to Male))"
        );
    }
}
