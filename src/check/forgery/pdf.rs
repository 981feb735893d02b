//! PDF with hidden text, and the frame of any small PDF.

use std::fmt::Write;

pub(crate) const WAYS: [&str; 9] = [
    "white letters",
    "letters of two points",
    "off the page",
    "rendering mode 3",
    "no opacity",
    "below a picture",
    "below a white box",
    "cut off by a clip",
    "white letters behind visible ones",
];

/// Operators before and after the hidden lines, in the order of [`WAYS`]; `{size}` and `{top}`
/// are the size of the letters and the height at which the lines begin.
struct Way {
    before: &'static str,
    after: &'static str,
    size: u32,
    top: i32,
}

const HOW: [Way; WAYS.len()] = [
    way("1 g", ""),
    Way {
        size: 2,
        ..way("0 g", "")
    },
    Way {
        top: -200,
        ..way("0 g", "")
    },
    way("0 g 3 Tr", ""),
    way("0 g /Clear gs", ""),
    way("0 g", "q 40000 0 0 30 0 770 cm /Picture Do Q"),
    way("0 g", "1 g 0 770 40000 30 re f"),
    way("20 20 10 10 re W n 0 g", ""),
    way("0 g <002d> Tj 1 g", ""),
];

const fn way(before: &'static str, after: &'static str) -> Way {
    Way {
        before,
        after,
        size: 11,
        top: 780,
    }
}

/// Lines on a page, and points between them.
const LINES: usize = 60;
const LEADING: i32 = 12;

/// The text, sixty lines a page, then a page for each way with the hidden text.
pub(crate) fn write(text: &str, secret: &str, ways: &[usize]) -> Option<Vec<u8>> {
    let lines: Vec<&str> = text.lines().collect();
    let mut pages: Vec<String> = lines
        .chunks(LINES)
        .map(|lines| shown(lines.iter().copied(), 11, 780, ""))
        .collect();
    for &number in ways {
        let way = HOW.get(number)?;
        // What is cut off or laid over must stand outside of the text object.
        let (outside, inside) = match way.before.split_once(" n ") {
            Some((clip, inside)) => (format!("{clip} n"), inside),
            None => (String::new(), way.before),
        };
        let all = secret.lines().collect::<Vec<_>>().join(" ");
        let hidden = shown([all.as_str()], way.size, way.top, inside);
        pages.push(format!("q {outside} {hidden} {} Q", way.after));
    }
    let picture = "<</Type/XObject /Subtype/Image /Width 1 /Height 1 /BitsPerComponent 8 \
                   /ColorSpace/DeviceGray /Length 1>>\nstream\nz\nendstream";
    let unicode = unicode();
    let mut objects = vec![
        "<</Type/Catalog /Pages 2 0 R>>".to_owned(),
        String::new(),
        "<</Type/Font /Subtype/Type0 /BaseFont/Helvetica /Encoding/Identity-H \
         /DescendantFonts [4 0 R] /ToUnicode 5 0 R>>"
            .to_owned(),
        "<</Type/Font /Subtype/CIDFontType2 /BaseFont/Helvetica /DW 500 \
         /CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>>>>"
            .to_owned(),
        format!(
            "<</Length {}>>\nstream\n{unicode}\nendstream",
            unicode.len()
        ),
        picture.to_owned(),
    ];
    let mut kids = String::new();
    for page in &pages {
        let number = objects.len() + 1;
        write!(kids, "{number} 0 R ").ok()?;
        objects.push(format!(
            "<</Type/Page /Parent 2 0 R /MediaBox [0 0 40000 900] /Contents {} 0 R /Resources \
             <</Font <</F 3 0 R>> /XObject <</Picture 6 0 R>> \
             /ExtGState <</Clear <</Type/ExtGState /ca 0>>>>>>>>",
            number + 1
        ));
        objects.push(format!(
            "<</Length {}>>\nstream\n{page}\nendstream",
            page.len()
        ));
    }
    objects[1] = format!("<</Type/Pages /Count {} /Kids [{kids}]>>", pages.len());
    Some(file(&objects))
}

/// Lines one below the other, in one text object.
fn shown<'a>(
    lines: impl IntoIterator<Item = &'a str>,
    size: u32,
    top: i32,
    before: &str,
) -> String {
    let mut content = format!("BT /F {size} Tf {LEADING} TL 50 {top} Td {before}\n");
    for line in lines {
        content.push('<');
        for unit in line.encode_utf16() {
            // Cannot fail: a string grows.
            let _ = write!(content, "{unit:04x}");
        }
        content.push_str("> Tj T*\n");
    }
    content.push_str("ET\n");
    content
}

/// Each code is the character of that number.
fn unicode() -> String {
    let mut map = String::from(
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /All def \
         1 begincodespacerange <0000> <ffff> endcodespacerange\n",
    );
    let rows: Vec<u32> = (0..=255).collect();
    for rows in rows.chunks(100) {
        let _ = writeln!(map, "{} beginbfrange", rows.len());
        for row in rows {
            let _ = writeln!(map, "<{row:02x}00> <{row:02x}ff> <{row:02x}00>");
        }
        map.push_str("endbfrange\n");
    }
    map.push_str("endcmap end end");
    map
}

/// A PDF of these objects, numbered from 1; the first is the catalogue.
pub fn file(objects: &[String]) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        places.push(file.len());
        file.extend(format!("{} 0 obj\n{object}\nendobj\n", number + 1).bytes());
    }
    let table = file.len();
    file.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for place in places {
        file.extend(format!("{place:010} 00000 n \n").bytes());
    }
    file.extend(
        format!(
            "trailer\n<</Size {} /Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n",
            objects.len() + 1
        )
        .bytes(),
    );
    file
}
