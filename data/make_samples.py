"""Writes the generated part of the sample: the PDF and DOCX CVs in `cvs/` from `sources/`,
the unreadable files in `unreadable/`, and `labels.csv` from the table in `grades.md`.

Run as `python make_samples.py` (writes) or `python make_samples.py --check` (compares, exits 1
on a difference). The same package versions give the same bytes; README.md names them.
"""

import io
import re
import sys
import zipfile
from datetime import datetime
from pathlib import Path

from docx import Document
from docx.oxml import parse_xml
from docx.shared import Cm, Pt
from PIL import Image, ImageDraw, ImageFont
from reportlab import rl_config
from reportlab.lib.colors import HexColor, white
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import (
    BaseDocTemplate,
    Frame,
    FrameBreak,
    NextPageTemplate,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)

FOLDER = Path(__file__).parent
FIXED_DATE = datetime(2026, 6, 1)
ZIP_DATE = (1980, 1, 1, 0, 0, 0)

# In the order of the grade columns of grades.md.
JOBS = ("backend_engineer", "ward_nurse", "warehouse_shift_lead", "bilanzbuchhalter")

# Family name in a source -> regular, bold, italic.
FONTS = {
    "Helvetica": ("Helvetica", "Helvetica-Bold", "Helvetica-Oblique"),
    "Times": ("Times-Roman", "Times-Bold", "Times-Italic"),
    "Vera": ("Vera", "VeraBd", "VeraIt"),
}

WORDPROCESSING = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def read_source(path):
    """Returns (settings, {part name: [(kind, text)]}) of one source file."""
    head, body = path.read_text(encoding="utf-8").split("\n---\n", 1)
    settings = dict(line.split(": ", 1) for line in head.splitlines())
    parts, part = {"main": []}, "main"
    for line in body.splitlines():
        line = line.strip()
        if not line:
            continue
        marker = re.fullmatch(r"\[\[(\w+)\]\]", line)
        if marker:
            part = marker.group(1)
            parts.setdefault(part, [])
            continue
        for prefix, kind in (("### ", "position"), ("## ", "heading"), ("# ", "name"), ("- ", "bullet"), ("|", "row")):
            if line.startswith(prefix):
                parts[part].append((kind, line[len(prefix) :]))
                break
        else:
            parts[part].append(("text", line))
    return settings, parts


def row_cells(text):
    return [cell.strip() for cell in text.rstrip("|").split("|")]


# ---------------------------------------------------------------- PDF


def pdf_markup(text):
    text = text.replace("&", "&amp;").replace("<", "&lt;")
    text = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", text)
    return re.sub(r"\*(.+?)\*", r"<i>\1</i>", text)


def pdf_styles(settings, size, colour="#000000"):
    regular, bold, _ = FONTS[settings.get("font", "Helvetica")]
    base = dict(fontName=regular, fontSize=size, leading=size * 1.3, textColor=HexColor(colour))
    return {
        "text": ParagraphStyle("text", **base, spaceAfter=2),
        "bullet": ParagraphStyle("bullet", **base, leftIndent=10, bulletIndent=0, spaceAfter=2),
        "name": ParagraphStyle("name", **{**base, "fontName": bold, "fontSize": size * 1.8, "leading": size * 2.2}),
        "heading": ParagraphStyle(
            "heading", **{**base, "fontName": bold, "fontSize": size * 1.2}, spaceBefore=size, spaceAfter=3
        ),
        "position": ParagraphStyle("position", **{**base, "fontName": bold}, spaceBefore=size * 0.5),
    }


def pdf_story(lines, styles, settings):
    story, rows = [], []

    def flush_rows():
        if rows:
            table = Table(list(rows), colWidths=[3.2 * cm, 13 * cm], hAlign="LEFT")
            table.setStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), ("TOPPADDING", (0, 0), (-1, -1), 0)])
            story.append(table)
            rows.clear()

    for kind, text in lines:
        if kind == "row":
            left, right = row_cells(text)
            if right.startswith("- "):
                cell = Paragraph(pdf_markup(right[2:]), styles["bullet"], bulletText="•")
            else:
                cell = Paragraph(pdf_markup(right), styles["text"])
            rows.append([Paragraph(pdf_markup(left), styles["text"]), cell])
            continue
        flush_rows()
        if kind == "bullet":
            story.append(Paragraph(pdf_markup(text), styles["bullet"], bulletText="•"))
        elif kind == "heading" and "spaced_headings" in settings:
            # Letter-spaced by hand, as designers do: one glyph, one blank.
            spaced = "&nbsp;&nbsp;&nbsp;".join(" ".join(word) for word in text.upper().split())
            story.append(Paragraph(spaced, styles[kind]))
        else:
            story.append(Paragraph(pdf_markup(text), styles[kind]))
    flush_rows()
    return story


def make_pdf(settings, parts):
    layout = settings["layout"]
    size = float(settings.get("size", 9.5))
    width, height = A4
    margin = 2 * cm
    styles = pdf_styles(settings, size)
    regular = FONTS[settings.get("font", "Helvetica")][0]

    def decorate(canvas, _document):
        if layout == "sidebar_left":
            canvas.setFillColor(HexColor("#24405c"))
            canvas.rect(0, 0, 6.4 * cm, height, stroke=0, fill=1)
        if layout == "sidebar_right":
            canvas.setFillColor(HexColor("#ece7df"))
            canvas.rect(width - 6 * cm, 0, 6 * cm, height, stroke=0, fill=1)
        if layout == "photo":
            # Stands for a portrait; an applicant's picture is never needed here.
            canvas.setFillColor(HexColor("#c8ccd0"))
            canvas.rect(width - 5 * cm, height - 6 * cm, 3 * cm, 4 * cm, stroke=0, fill=1)
            canvas.setFillColor(HexColor("#8c9298"))
            canvas.circle(width - 3.5 * cm, height - 3.6 * cm, 0.8 * cm, stroke=0, fill=1)
        if "footer" in settings:
            canvas.setFillColor(HexColor("#666666"))
            canvas.setFont(regular, 8)
            canvas.drawString(margin, 1.2 * cm, settings["footer"].format(page=canvas.getPageNumber()))
        if "hidden" in parts:
            canvas.setFillColor(white)
            canvas.setFont(regular, 3)
            words = " ".join(text for _, text in parts["hidden"]).split()
            for index in range(0, len(words), 18):
                canvas.drawString(margin, 1.9 * cm - index / 18 * 4, " ".join(words[index : index + 18]))

    def frame(x, y, w, h, name):
        return Frame(x, y, w, h, id=name, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)

    full = height - 2 * margin
    if layout == "two_columns":
        column = (width - 2 * margin - 0.8 * cm) / 2
        top = 2.6 * cm
        frames = [
            frame(margin, height - margin - top, width - 2 * margin, top, "head"),
            frame(margin, margin, column, full - top, "left"),
            frame(margin + column + 0.8 * cm, margin, column, full - top, "right"),
        ]
        lines = parts["main"]
        first_heading = next(i for i, (kind, _) in enumerate(lines) if kind == "heading")
        story = pdf_story(lines[:first_heading], styles, settings)
        story += [FrameBreak()] + pdf_story(lines[first_heading:], styles, settings)
        story += [FrameBreak()] + pdf_story(parts["right"], styles, settings)
    elif layout == "sidebar_left":
        frames = [
            frame(0.8 * cm, margin, 5 * cm, full, "sidebar"),
            frame(7.2 * cm, margin, width - 8.7 * cm, full, "main"),
        ]
        light = pdf_styles(settings, size * 0.95, "#ffffff")
        story = pdf_story(parts["sidebar"], light, settings)
        story += [FrameBreak()] + pdf_story(parts["main"], styles, settings)
    elif layout == "sidebar_right":
        frames = [
            frame(1.6 * cm, margin, width - 8.4 * cm, full, "main"),
            frame(width - 5.4 * cm, margin, 4.8 * cm, full, "sidebar"),
        ]
        story = pdf_story(parts["main"], styles, settings)
        story += [FrameBreak()] + pdf_story(parts["sidebar"], styles, settings)
    else:
        text_width = width - 2 * margin - (3.4 * cm if layout == "photo" else 0)
        frames = [frame(margin, margin, text_width, full, "main")]
        story = pdf_story(parts["main"], styles, settings)

    # Metadata stays neutral: a title with the person's name would be a second source of identity.
    target = io.BytesIO()
    document = BaseDocTemplate(
        target, pagesize=A4, invariant=1, title="Curriculum vitae", author="", subject="", creator="sample"
    )
    templates = [PageTemplate("first", frames, onPage=decorate)]
    if layout in ("sidebar_left", "two_columns"):
        templates.append(PageTemplate("later", frames[1:], onPage=decorate))
        story.insert(0, NextPageTemplate("later"))
    document.addPageTemplates(templates)
    document.build(story + [Spacer(1, 1)])
    return target.getvalue()


# ---------------------------------------------------------------- DOCX


def add_runs(paragraph, text):
    for piece in re.split(r"(\*\*.+?\*\*|\*.+?\*)", text):
        if piece.startswith("**"):
            paragraph.add_run(piece[2:-2]).bold = True
        elif piece.startswith("*"):
            paragraph.add_run(piece[1:-1]).italic = True
        elif piece:
            paragraph.add_run(piece)


def text_box(lines):
    """A floating text box as Word writes it: a drawing and, for old readers, the same text in VML."""

    def paragraph(kind, text):
        text = text.replace("&", "&amp;").strip("*")
        bold = "<w:rPr><w:b/></w:rPr>" if kind == "bold" else ""
        return f"<w:p><w:r>{bold}<w:t>{text}</w:t></w:r></w:p>"

    content = "".join(paragraph("bold" if text.startswith("**") else kind, text) for kind, text in lines)
    return parse_xml(
        f"<w:p {WORDPROCESSING}><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>"
        "<wp:anchor distT='0' distB='0' distL='114300' distR='114300' simplePos='0' relativeHeight='1'"
        " behindDoc='0' locked='0' layoutInCell='1' allowOverlap='0'><wp:simplePos x='0' y='0'/>"
        "<wp:positionH relativeFrom='margin'><wp:align>right</wp:align></wp:positionH>"
        "<wp:positionV relativeFrom='margin'><wp:align>top</wp:align></wp:positionV>"
        "<wp:extent cx='2000000' cy='3000000'/><wp:wrapSquare wrapText='left'/>"
        "<wp:docPr id='1' name='Text Box 1'/><a:graphic>"
        "<a:graphicData uri='http://schemas.microsoft.com/office/word/2010/wordprocessingShape'>"
        "<wps:wsp><wps:cNvSpPr txBox='1'/><wps:spPr><a:xfrm><a:off x='0' y='0'/>"
        "<a:ext cx='2000000' cy='3000000'/></a:xfrm><a:prstGeom prst='rect'><a:avLst/></a:prstGeom></wps:spPr>"
        f"<wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp>"
        "</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        "<mc:Fallback><w:pict><v:shape style='position:absolute;width:157pt;height:236pt'>"
        f"<v:textbox><w:txbxContent>{content}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )


def make_docx(settings, parts):
    document = Document()
    document.styles["Normal"].font.size = Pt(10.5)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    if "header" in settings:
        section.header.paragraphs[0].text = settings["header"]
    if "footer" in settings:
        section.footer.paragraphs[0].text = settings["footer"]
    if "text_box" in parts:
        document.element.body.insert(0, text_box(parts["text_box"]))

    table = None
    for kind, text in parts["main"]:
        if kind == "row":
            left, right = row_cells(text)
            if table is None:
                table = document.add_table(rows=0, cols=2)
                table.autofit = False
            if left or not table.rows:
                cells = table.add_row().cells
                cells[0].width, cells[1].width = Cm(4), Cm(12)
                add_runs(cells[0].paragraphs[0], left)
                add_runs(cells[1].paragraphs[0], right)
            else:
                # A row without a date goes on in the cell of the position above it.
                cell = table.rows[-1].cells[1]
                style = "List Bullet" if right.startswith("- ") else None
                add_runs(cell.add_paragraph(style=style), right.removeprefix("- "))
            continue
        table = None
        if kind == "name":
            document.add_heading(text, level=0)
        elif kind == "heading":
            document.add_heading(text, level=1)
        elif kind == "position":
            document.add_heading(text, level=2)
        else:
            add_runs(document.add_paragraph(style="List Bullet" if kind == "bullet" else None), text)

    properties = document.core_properties
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.title = "Curriculum vitae"
    properties.created = properties.modified = FIXED_DATE
    raw = io.BytesIO()
    document.save(raw)
    return fix_zip_dates(raw.getvalue())


def fix_zip_dates(data):
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as fixed:
        for entry in source.infolist():
            if entry.filename == "docProps/thumbnail.jpeg":
                continue
            content = source.read(entry.filename)
            if entry.filename == "_rels/.rels":
                content = re.sub(rb"<Relationship [^>]*thumbnail[^>]*/>", b"", content)
            info = zipfile.ZipInfo(entry.filename, ZIP_DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3
            fixed.writestr(info, content)
    return target.getvalue()


# ---------------------------------------------------------------- unreadable files


def make_legacy_doc():
    """The 512-byte header of an OLE compound file and one empty sector: right signature, no document."""
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16)
    header += (0x3E).to_bytes(2, "little") + (3).to_bytes(2, "little") + bytes.fromhex("feff")
    header += (9).to_bytes(2, "little") + (6).to_bytes(2, "little")
    header += bytes(512 - len(header))
    return header + b"\xff" * 512


def make_scan():
    """A page as a scanner gives it: a grey picture of text, a little askew."""
    page = Image.new("L", (620, 877), 236)
    draw = ImageDraw.Draw(page)
    font = ImageFont.load_default(14)
    lines = [
        "Wilhelmina Oakes-Tanaka",
        "Registered Nurse",
        "",
        "2016 - 2025  Staff nurse, medical ward",
        "ACLS, BLS, wound care",
        "",
        "Languages: English, Japanese",
    ]
    for index, line in enumerate(lines):
        draw.text((60, 70 + index * 26), line, font=font, fill=40)
    page = page.rotate(1.2, fillcolor=236)
    target = io.BytesIO()
    page.save(target, "PNG", optimize=True)
    return target.getvalue()


# ---------------------------------------------------------------- labels


def make_labels():
    """One row for each job and CV, in the order of the jobs' columns in the table."""
    table = (FOLDER / "grades.md").read_text(encoding="utf-8").splitlines()
    rows = [row_cells(line[1:]) for line in table if line.startswith("| c-")]
    lines = ["job_id,cv_id,grade"]
    for column, job in enumerate(JOBS, start=3):
        lines += [f"{job},{row[0]},{row[column]}" for row in rows]
    return ("\n".join(lines) + "\n").encode("ascii")


# ---------------------------------------------------------------- the program


def all_files():
    rl_config.useA85 = 0
    for name in FONTS["Vera"]:
        pdfmetrics.registerFont(TTFont(name, f"{name}.ttf"))
    pdfmetrics.registerFontFamily("Vera", normal="Vera", bold="VeraBd", italic="VeraIt", boldItalic="VeraBI")
    makers = {"pdf": make_pdf, "docx": make_docx}
    for path in sorted((FOLDER / "sources").glob("c-*.md")):
        settings, parts = read_source(path)
        yield FOLDER / "cvs" / f"{path.stem}.{settings['format']}", makers[settings["format"]](settings, parts)
    yield FOLDER / "unreadable" / "legacy.doc", make_legacy_doc()
    yield FOLDER / "unreadable" / "scan.png", make_scan()
    yield FOLDER / "unreadable" / "empty.txt", b""
    yield FOLDER / "labels.csv", make_labels()


def main():
    check = sys.argv[1:] == ["--check"]
    different = 0
    for path, content in all_files():
        if check:
            if not path.exists() or path.read_bytes() != content:
                print(f"differs: {path.relative_to(FOLDER)}", file=sys.stderr)
                different += 1
        else:
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
