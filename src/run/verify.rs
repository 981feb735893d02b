//! Recomputes scores from their own explanations, and a run folder from its own manifest.
//!
//! Reads JSON that anybody may have written; nothing in it is trusted.

mod fields;
mod in_folder;

use std::path::Path;

use serde_json::{Map, Number, Value};

use super::manifest::ManifestError;
use super::{Fault, FileError};
use crate::document::limits::{RUN_BYTES, read_file_bounded};
use crate::model::{FULL_SCORE, Points};

/// Thousandths of a point by which value times weight may miss a whole one: numbers in JSON are
/// rounded to the nearest `f64`, which moves the product by far less than this.
const ROUNDING: f64 = 1e-6;

/// What was checked, and what disagrees.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Checked {
    pub scores: usize,
    pub contributions: usize,
    pub files: usize,
    pub decisions: usize,
    pub faults: Vec<Fault>,
}

#[derive(Debug, thiserror::Error)]
pub enum VerifyError {
    #[error(transparent)]
    File(#[from] FileError),
    #[error(transparent)]
    Manifest(#[from] ManifestError),
    #[error(
        "{path}: {what}; expected a run folder, or an explanation or a ranking that cvrank wrote as JSON"
    )]
    NotOurs { path: String, what: String },
}

/// Checks a run folder, a ranking or an explanation.
///
/// # Errors
/// When `path` is none of these; what disagrees in one of these is a [`Fault`].
pub fn verify(path: &Path) -> Result<Checked, VerifyError> {
    let mut checked = Checked::default();
    if path.is_dir() {
        in_folder::run(path, &mut checked)?;
        return Ok(checked);
    }
    let bytes = read(path)?;
    let shown = path.display().to_string();
    let not_ours = |what: String| VerifyError::NotOurs {
        path: shown.clone(),
        what,
    };
    let value =
        serde_json::from_slice(&bytes).map_err(|error| not_ours(format!("no JSON ({error})")))?;
    if !is_known(&value) {
        return Err(not_ours("no report of ours".to_owned()));
    }
    checked.files += 1;
    checked.value(&shown, &value);
    Ok(checked)
}

fn read(path: &Path) -> Result<Vec<u8>, FileError> {
    read_file_bounded(path, RUN_BYTES).map_err(FileError::of("read", path))
}

fn is_known(value: &Value) -> bool {
    let has = |key: &str| value.get(key).is_some();
    has("matches") || has("jobs") || has("explanation") && has("score")
}

/// A score or points as exact thousandths; `None` for a number with further decimals.
pub(crate) fn points(number: &Number) -> Option<Points> {
    let text = number.to_string();
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, text.as_str()),
    };
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    if decimals.len() > 3 || whole.len() > 12 {
        return None;
    }
    let whole: i64 = whole.parse().ok()?;
    let thousandths: i64 = format!("{decimals:0<3}").parse().ok()?;
    Some(Points(sign * (whole * 1000 + thousandths)))
}

impl Checked {
    fn fault(&mut self, place: String, what: String) {
        self.faults.push(Fault { place, what });
    }

    fn value(&mut self, place: &str, value: &Value) {
        if let Some(jobs) = value.get("jobs").and_then(Value::as_array) {
            for (index, job) in jobs.iter().enumerate() {
                self.ranking(&format!("{place}: jobs[{index}].matches"), job);
            }
        } else if value.get("matches").is_some() {
            self.ranking(&format!("{place}: matches"), value);
        } else {
            self.known(place, value);
        }
    }

    /// Every score, and the order: score descending, then cv id; equal scores share a rank.
    fn ranking(&mut self, place: &str, value: &Value) {
        let Some(matches) = value.get("matches").and_then(Value::as_array) else {
            return self.fault(place.to_owned(), "is missing; expected a list".to_owned());
        };
        let mut before: Option<(Option<Points>, &str, Option<u64>)> = None;
        for (index, known) in matches.iter().enumerate() {
            let cv_id = known
                .get("cv_id")
                .and_then(Value::as_str)
                .unwrap_or_default();
            let place = format!("{place}[{index}] ({cv_id})");
            self.known(&place, known);
            let score = known
                .get("score")
                .and_then(Value::as_number)
                .and_then(points);
            let rank = known.get("rank").and_then(Value::as_u64);
            let expected = score.map(|score| match before {
                Some((Some(above), _, Some(rank))) if above == score => rank,
                _ => index as u64 + 1,
            });
            if rank != expected {
                let shown =
                    |rank: Option<u64>| rank.map_or("none".to_owned(), |rank| rank.to_string());
                let what = format!("rank is {}; expected {}", shown(rank), shown(expected));
                self.fault(place.clone(), what);
            }
            if let Some((above, id, _)) = before
                && (score > above || score == above && cv_id <= id)
            {
                let what = format!("stands below {id}, against the order by score, then by cv id");
                self.fault(place, what);
            }
            before = Some((score, cv_id, rank));
        }
    }

    /// One CV: the parts are the score.
    fn known(&mut self, place: &str, known: &Value) {
        let status = known
            .get("status")
            .and_then(Value::as_str)
            .unwrap_or_default();
        let score = known.get("score").and_then(Value::as_number);
        let explained = known.get("explanation").and_then(Value::as_object);
        let (Some(score), Some(explained)) = (score, explained) else {
            if score.is_some() || explained.is_some() || status == "scored" {
                let what = "a score needs an explanation, and the status `scored` both";
                self.fault(place.to_owned(), what.to_owned());
            }
            return;
        };
        if status != "scored" {
            let what = format!("has a score, but the status `{status}`; expected `scored`");
            self.fault(place.to_owned(), what);
        }
        self.scores += 1;
        let Some(score) = points(score) else {
            let what = format!("score is {score}; expected at most three decimals");
            return self.fault(place.to_owned(), what);
        };
        let Some(base) = explained
            .get("base")
            .and_then(Value::as_number)
            .and_then(points)
        else {
            let what = "base is missing; expected a number with at most three decimals";
            return self.fault(place.to_owned(), what.to_owned());
        };
        let Some(parts) = explained.get("contributions").and_then(Value::as_array) else {
            let what = "contributions are missing; expected a list";
            return self.fault(place.to_owned(), what.to_owned());
        };
        let mut sum = base;
        let mut weights = 0.0;
        for (index, part) in parts.iter().enumerate() {
            self.contributions += 1;
            let place = format!("{place}: contributions[{index}] ({})", name(part));
            match contribution(part) {
                Ok((points, weight)) => {
                    sum.0 = sum.0.saturating_add(points.0);
                    weights += weight;
                }
                Err(what) => return self.fault(place, what),
            }
        }
        if sum != score {
            let what = format!("score is {score}, but base and contributions sum to {sum}");
            self.fault(place.to_owned(), what);
        }
        let full = Points(FULL_SCORE);
        if score > full || score < Points(0) {
            self.fault(
                place.to_owned(),
                format!("score is {score}; expected 0 to {full}"),
            );
        }
        if weights > full.as_f64() + ROUNDING {
            let what = format!("the weights sum to {weights}; expected at most {full}");
            self.fault(place.to_owned(), what);
        }
        for (key, feature) in [("must", "must_coverage"), ("nice", "nice_coverage")] {
            self.count(place, explained, key, feature, parts);
        }
    }

    fn count(
        &mut self,
        place: &str,
        explained: &Map<String, Value>,
        key: &str,
        feature: &str,
        parts: &[Value],
    ) {
        let of_feature = || parts.iter().filter(|part| part["feature"] == feature);
        let stated = explained.get(key);
        for (field, outcome) in [
            ("met", Some("met")),
            ("partly", Some("partly")),
            ("missing", Some("not_found")),
            ("contradicted", Some("contradicted")),
            ("total", None),
        ] {
            let counted = of_feature()
                .filter(|part| outcome.is_none_or(|outcome| part["outcome"] == outcome))
                .count();
            let found = stated.and_then(|count| count.get(field));
            // Reports of earlier versions state the first and the last.
            let is_new = !["met", "total"].contains(&field);
            if found.and_then(Value::as_u64) != Some(counted as u64) && !(is_new && found.is_none())
            {
                let shown = stated.cloned().unwrap_or_default();
                let what = format!("{key} is {shown}; its contributions have {field} {counted}");
                self.fault(place.to_owned(), what);
            }
        }
    }
}

/// `must_coverage r1`.
fn name(part: &Value) -> String {
    let feature = part["feature"].as_str().unwrap_or("no feature");
    match part["requirement"]["id"].as_str() {
        Some(id) => format!("{feature} {id}"),
        None => feature.to_owned(),
    }
}

/// Points and weight of one contribution, or what is wrong with it.
fn contribution(part: &Value) -> Result<(Points, f64), String> {
    let number = |key: &str| {
        let found = part.get(key).and_then(Value::as_number);
        found.ok_or_else(|| format!("{key} is missing; expected a number"))
    };
    let (value, weight, earned) = (number("value")?, number("weight")?, number("points")?);
    let (Some(value), Some(weight)) = (value.as_f64(), weight.as_f64()) else {
        return Err("value and weight are too large".to_owned());
    };
    if !(0.0..=1.0).contains(&value) {
        return Err(format!("value is {value}; expected 0 to 1"));
    }
    if !(0.0..=f64::from(100)).contains(&weight) {
        return Err(format!("weight is {weight}; expected 0 to 100"));
    }
    let Some(earned) = points(earned) else {
        return Err(format!(
            "points are {earned}; expected at most three decimals"
        ));
    };
    let product = value * weight * 1000.0;
    let floor = |product: f64| Points(product.floor() as i64);
    if earned != floor(product + ROUNDING) && earned != floor(product - ROUNDING) {
        return Err(format!(
            "points are {earned}, but value {value} x weight {weight} is {}",
            floor(product)
        ));
    }
    Ok((earned, weight))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn points_are_read_to_the_last_digit() {
        for (written, expected) in [
            (json!(66.632), Some(66_632)),
            (json!(0.0), Some(0)),
            (json!(100), Some(100_000)),
            (json!(-1.5), Some(-1_500)),
            (json!(0.001), Some(1)),
            (json!(1.2345), None),
            (json!(1e300), None),
        ] {
            let found = points(written.as_number().unwrap());
            assert_eq!(found, expected.map(Points), "{written}");
        }
    }

    fn report() -> Value {
        json!({
            "cv_id": "c-1", "status": "scored", "reason": "", "score": 3.5,
            "explanation": {
                "base": 0.0,
                "contributions": [
                    {"feature": "must_coverage", "requirement": {"id": "r1"}, "outcome": "met",
                     "value": 0.5, "weight": 5.0, "points": 2.5},
                    {"feature": "recency", "requirement": null, "outcome": "met",
                     "value": 1.0, "weight": 1.0004, "points": 1.0},
                ],
                "must": {"met": 1, "total": 1}, "nice": {"met": 0, "total": 0},
            },
        })
    }

    fn faults(change: impl FnOnce(&mut Value)) -> Vec<String> {
        let mut report = report();
        change(&mut report);
        let mut checked = Checked::default();
        checked.value("r.json", &report);
        checked.faults.iter().map(Fault::to_string).collect()
    }

    #[test]
    fn a_fault_names_its_place() {
        assert_eq!(faults(|_| ()), [""; 0]);
        assert_eq!(
            faults(|report| report["score"] = json!(3.501)),
            ["r.json: score is 3.501, but base and contributions sum to 3.500"]
        );
        assert_eq!(
            faults(|report| report["explanation"]["contributions"][0]["points"] = json!(2.501)),
            [
                "r.json: contributions[0] (must_coverage r1): points are 2.501, but value 0.5 x weight 5 is 2.500"
            ]
        );
        assert_eq!(
            faults(|report| report["explanation"]["contributions"][1]["value"] = json!(1.5)),
            ["r.json: contributions[1] (recency): value is 1.5; expected 0 to 1"]
        );
        assert_eq!(
            faults(|report| report["explanation"]["must"]["met"] = json!(0)),
            [r#"r.json: must is {"met":0,"total":1}; its contributions have met 1"#]
        );
        let partly = r#"{"met":1,"partly":1,"total":1}"#;
        assert_eq!(
            faults(|report| report["explanation"]["must"]["partly"] = json!(1)),
            [format!(
                "r.json: must is {partly}; its contributions have partly 0"
            )]
        );
        assert_eq!(
            faults(|report| report["explanation"]["must"]["partly"] = json!(0)),
            [""; 0]
        );
        assert_eq!(
            faults(|report| report["status"] = json!("empty")),
            ["r.json: has a score, but the status `empty`; expected `scored`"]
        );
        assert_eq!(
            faults(|report| report["explanation"] = json!(null)),
            ["r.json: a score needs an explanation, and the status `scored` both"]
        );
    }

    proptest::proptest! {
        #[test]
        fn points_that_a_model_gives_pass_and_others_do_not(value in 0.0..=1.0_f64, weight in 0.0..=100_000.0_f64) {
            let product = weight * value;
            let earned = Points(product.floor() as i64);
            let passes = |earned: Points| {
                let text = format!("{{\"value\": {value}, \"weight\": {}, \"points\": {earned}}}", weight / 1000.0);
                contribution(&serde_json::from_str(&text).unwrap()).is_ok()
            };
            proptest::prop_assert!(passes(earned), "{value} x {weight}");
            let from_whole = (product - product.round()).abs();
            if from_whole > 2.0 * ROUNDING {
                proptest::prop_assert!(!passes(Points(earned.0 + 1)) && !passes(Points(earned.0 - 1)));
            }
        }
    }
}
