//! English names of the languages that Europass codes stand for.

/// ISO 639-1 code, ISO 639-2 codes, English name.
const NAMES: &[(&str, &[&str], &str)] = &[
    ("ar", &["ara"], "Arabic"),
    ("be", &["bel"], "Belarusian"),
    ("bg", &["bul"], "Bulgarian"),
    ("bs", &["bos"], "Bosnian"),
    ("ca", &["cat"], "Catalan"),
    ("cs", &["cze", "ces"], "Czech"),
    ("cy", &["wel", "cym"], "Welsh"),
    ("da", &["dan"], "Danish"),
    ("de", &["ger", "deu"], "German"),
    ("el", &["gre", "ell"], "Greek"),
    ("en", &["eng"], "English"),
    ("es", &["spa"], "Spanish"),
    ("et", &["est"], "Estonian"),
    ("eu", &["baq", "eus"], "Basque"),
    ("fa", &["per", "fas"], "Persian"),
    ("fi", &["fin"], "Finnish"),
    ("fr", &["fre", "fra"], "French"),
    ("ga", &["gle"], "Irish"),
    ("gl", &["glg"], "Galician"),
    ("he", &["heb"], "Hebrew"),
    ("hi", &["hin"], "Hindi"),
    ("hr", &["hrv"], "Croatian"),
    ("hu", &["hun"], "Hungarian"),
    ("hy", &["arm", "hye"], "Armenian"),
    ("is", &["ice", "isl"], "Icelandic"),
    ("it", &["ita"], "Italian"),
    ("ja", &["jpn"], "Japanese"),
    ("ka", &["geo", "kat"], "Georgian"),
    ("ko", &["kor"], "Korean"),
    ("lt", &["lit"], "Lithuanian"),
    ("lv", &["lav"], "Latvian"),
    ("mk", &["mac", "mkd"], "Macedonian"),
    ("mt", &["mlt"], "Maltese"),
    ("nl", &["dut", "nld"], "Dutch"),
    ("no", &["nor", "nob", "nno"], "Norwegian"),
    ("pl", &["pol"], "Polish"),
    ("pt", &["por"], "Portuguese"),
    ("ro", &["rum", "ron"], "Romanian"),
    ("ru", &["rus"], "Russian"),
    ("sk", &["slo", "slk"], "Slovak"),
    ("sl", &["slv"], "Slovenian"),
    ("sq", &["alb", "sqi"], "Albanian"),
    ("sr", &["srp"], "Serbian"),
    ("sv", &["swe"], "Swedish"),
    ("tr", &["tur"], "Turkish"),
    ("uk", &["ukr"], "Ukrainian"),
    ("vi", &["vie"], "Vietnamese"),
    ("zh", &["chi", "zho"], "Chinese"),
];

/// The English name of an ISO 639 code, in any case.
pub(super) fn english_name(code: &str) -> Option<&'static str> {
    let code = code.trim().to_ascii_lowercase();
    NAMES
        .iter()
        .find(|(short, long, _)| *short == code || long.contains(&code.as_str()))
        .map(|(_, _, name)| *name)
}
