"""DOCX: means of hiding put on the run, its styles, its paragraph, what holds the paragraph, and the page."""

import io
import zipfile
from xml.sax.saxutils import escape

from invented import NAME, SECTIONS, place

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:w10="urn:schemas-microsoft-com:office:word" mc:Ignorable="w14"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."


class File:
    def __init__(self, random):
        self.random = random
        self.styles = []
        self.defaults = ""
        self.parts = {}
        self.section = ""
        self.before_body = ""
        self.settings = ""
        self.names = 0

    def name(self, start="S"):
        self.names += 1
        return f"{start}{self.names}"


def text_of(line):
    return f'<w:t xml:space="preserve">{escape(line)}</w:t>'


# Properties of runs ---------------------------------------------------------------------------------------


def run_properties(file):
    pick = file.random.choice

    def on(name):
        return pick(
            [
                f"<w:{name}/>",
                f'<w:{name} w:val="1"/>',
                f'<w:{name} w:val="true"/>',
                f'<w:{name} w:val="on"/>',
                f'<w:{name} w:val="0"/>',
            ]
        )

    def colour():
        return pick(
            ["FFFFFF", "ffffff", "FEFEFE", "FAFAFA", "FFFFFE", "F0F0F0", "000000", "auto", "C00000"]
        )

    def theme():
        return pick(
            [
                'w:themeColor="background1"',
                'w:themeColor="light1"',
                'w:themeColor="background1" w:themeShade="F2"',
                'w:themeColor="text1" w:themeTint="00"',
                'w:themeColor="text1" w:themeTint="05"',
                'w:themeColor="text1"',
                'w:themeColor="background2"',
                'w:themeColor="dark1" w:themeTint="01"',
                'w:themeColor="accent1" w:themeTint="0A"',
                'w:themeColor="none"',
                'w:themeColor="lt1"',
                'w:themeColor="accent6" w:themeShade="80"',
                'w:themeColor="hyperlink"',
            ]
        )

    def shade():
        return pick(
            [
                ('<w:shd w:val="clear" w:color="auto" w:fill="{}"/>', None),
                ('<w:shd w:val="solid" w:color="{}" w:fill="FFFFFF"/>', None),
                ('<w:shd w:val="pct90" w:color="{}" w:fill="{}"/>', None),
                ('<w:shd w:fill="{}"/>', None),
            ]
        )[0]

    tone = pick(["000000", "FFFFFF", "777777", "1F3864"])
    return {
        "vanish": lambda: on("vanish"),
        "vanish on the web": lambda: on("webHidden"),
        "vanish of special kind": lambda: on("specVanish") + pick(["", "<w:vanish/>"]),
        "colour": lambda: f'<w:color w:val="{colour()}"/>',
        "colour of theme": lambda: (
            f'<w:color w:val="{pick(["FFFFFF", "000000", "auto"])}" {theme()}/>'
        ),
        "size": lambda: (
            f'<w:sz w:val="{pick(["0", "1", "2", "3", "4", "20"])}"/>'
            + pick(["", '<w:szCs w:val="24"/>'])
        ),
        "size of complex script": lambda: '<w:szCs w:val="2"/>' + pick(["<w:cs/>", "<w:rtl/>", ""]),
        "width": lambda: f'<w:w w:val="{pick(["1", "5", "100", "33"])}"/>',
        "spacing": lambda: f'<w:spacing w:val="{pick(["-240", "-120", "-2000", "20", "-150"])}"/>',
        "raised": lambda: f'<w:position w:val="{pick(["-3000", "3000", "200", "6", "-200"])}"/>',
        "fitted": lambda: f'<w:fitText w:val="{pick(["1", "10", "4000"])}" w:id="9"/>',
        "shade as text": lambda: shade().format(tone, tone) + f'<w:color w:val="{tone}"/>',
        "shade": lambda: (
            shade().format("000000", "000000")
            + pick(["", '<w:color w:val="auto"/>', '<w:color w:val="000000"/>'])
        ),
        "highlight": lambda: (
            f'<w:highlight w:val="{pick(["black", "white", "yellow", "none"])}"/>'
            + pick(["", '<w:color w:val="000000"/>'])
        ),
        "fill of letters": lambda: pick(
            [
                "<w14:textFill><w14:noFill/></w14:textFill>",
                '<w14:textFill><w14:solidFill><w14:srgbClr w14:val="FFFFFF"/></w14:solidFill></w14:textFill>',
                '<w14:textFill><w14:solidFill><w14:srgbClr w14:val="000000"><w14:alpha w14:val="100000"/></w14:srgbClr></w14:solidFill></w14:textFill>',
                '<w14:textFill><w14:solidFill><w14:srgbClr w14:val="000000"><w14:alpha w14:val="99000"/></w14:srgbClr></w14:solidFill></w14:textFill>',
                '<w:color w:val="000000"/><w14:textFill><w14:solidFill><w14:schemeClr w14:val="bg1"/></w14:solidFill></w14:textFill>',
            ]
        ),
        "outline": lambda: pick(
            [
                '<w:outline/><w:color w:val="FFFFFF"/>',
                "<w:outline/>",
                '<w14:textOutline w14:w="9525"><w14:noFill/></w14:textOutline>',
            ]
        ),
        "emboss": lambda: (
            pick(["<w:emboss/>", "<w:imprint/>", "<w:shadow/>"])
            + pick(["", '<w:color w:val="FFFFFF"/>'])
        ),
        "struck": lambda: pick(["<w:strike/>", "<w:dstrike/>"]),
        "small letters": lambda: pick(
            ["<w:caps/>", "<w:smallCaps/>", '<w:vertAlign w:val="superscript"/>']
        ),
        "harmless": lambda: pick(
            [
                "<w:b/>",
                "<w:i/>",
                '<w:u w:val="single"/>',
                '<w:lang w:val="en-GB"/>',
                "<w:noProof/>",
                '<w:kern w:val="28"/>',
            ]
        ),
        "border": lambda: '<w:bdr w:val="single" w:sz="4" w:space="0" w:color="auto"/>',
        "other font": lambda: pick(
            [
                '<w:rFonts w:ascii="Nothing Here" w:hAnsi="Nothing Here"/>',
                '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>',
                '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>',
                '<w:rFonts w:hint="cs"/>',
            ]
        ),
        "east asian layout": lambda: pick(
            ['<w:eastAsianLayout w:combine="1"/>', '<w:eastAsianLayout w:vert="1"/>']
        ),
        "theme font effects": lambda: pick(
            ['<w:effect w:val="blinkBackground"/>', '<w:em w:val="dot"/>']
        ),
    }


PARAGRAPH = {
    "indent": lambda pick: (
        f'<w:ind w:{pick(["left", "firstLine", "right", "start", "hanging"])}="{pick(["-20000", "20000", "-9000", "400", "31000"])}"/>'
    ),
    "line": lambda pick: (
        f'<w:spacing w:line="{pick(["1", "20", "0", "240", "40"])}" w:lineRule="{pick(["exact", "atLeast", "auto"])}"/>'
    ),
    "space before": lambda pick: f'<w:spacing w:before="{pick(["31000", "200", "-400"])}"/>',
    "frame": lambda pick: (
        f'<w:framePr w:w="{pick(["1", "4000", "20"])}" w:h="{pick(["1", "20", "600"])}" w:hRule="{pick(["exact", "atLeast"])}" w:hSpace="0" w:wrap="around" w:vAnchor="page" w:hAnchor="page" w:x="{pick(["-9000", "30000", "1500"])}" w:y="{pick(["-9000", "30000", "1500"])}"/>'
    ),
    "paragraph shade": lambda pick: (
        f'<w:shd w:val="clear" w:color="auto" w:fill="{pick(["000000", "FFFFFF", "111111"])}"/>'
    ),
    "aligned": lambda pick: f'<w:jc w:val="{pick(["right", "center", "both"])}"/>',
    "text direction": lambda pick: '<w:textDirection w:val="tbRl"/>',
    "tab": lambda pick: '<w:tabs><w:tab w:val="left" w:pos="31000"/></w:tabs>',
    "mark of paragraph": lambda pick: "<w:rPr><w:vanish/></w:rPr>",
    "new page": lambda pick: "<w:pageBreakBefore/>",
    "numbered": lambda pick: '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>',
    "right to left": lambda pick: "<w:bidi/>",
}

# The order that the schema asks for; LibreOffice is lenient, other programs are not.
ORDER = [
    "pStyle",
    "keepNext",
    "pageBreakBefore",
    "framePr",
    "numPr",
    "pBdr",
    "shd",
    "tabs",
    "bidi",
    "spacing",
    "ind",
    "jc",
    "textDirection",
    "rPr",
]


# What holds runs ------------------------------------------------------------------------------------------


def around_runs(file):
    pick = file.random.choice
    who = 'w:id="77" w:author="A" w:date="2024-01-01T00:00:00Z"'

    def field(code, shown="before"):
        begin, middle, end = (
            f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'
            for kind in ("begin", "separate", "end")
        )
        return (
            begin + f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>' + middle,
            end,
        )

    def code():
        return pick(
            [
                "PAGE",
                "NUMPAGES",
                "DATE",
                "TITLE",
                "COMMENTS",
                "REF x",
                "FORMDROPDOWN",
                "NEXT",
                'SET secret "x"',
                'QUOTE "x"',
                'IF 1=2 "a" "b"',
                "PRIVATE",
                "TOC",
                'XE "x"',
                "MERGEFIELD a",
                "HYPERLINK http://example.org",
                "DOCPROPERTY x",
                "TA",
                "ADVANCE \\u 900",
                "MACROBUTTON x y",
                "FORMTEXT",
                "COMMENTS",
                "NOTHINGKNOWN",
                'TC "x"',
                "RD x",
                "=",
            ]
        )

    def instr():
        begin, end = (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        )
        return begin, pick(["", '<w:r><w:fldChar w:fldCharType="separate"/></w:r>']) + end

    return {
        "deleted": lambda: pick(
            [
                (f"<w:del {who}>", "</w:del>"),
                (f"<w:moveFrom {who}>", "</w:moveFrom>"),
                (f"<w:ins {who}>", "</w:ins>"),
                (f"<w:ins {who}><w:del {who}>", "</w:del></w:ins>"),
                (f"<w:moveTo {who}>", "</w:moveTo>"),
            ]
        ),
        "control": lambda: (
            "<w:sdt><w:sdtPr>"
            + pick(
                [
                    "<w:showingPlcHdr/>",
                    "<w:temporary/>",
                    "<w:text/>",
                    '<w15:appearance xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" w15:val="hidden"/>',
                    "<w:dropDownList/>",
                    "<w:date/>",
                    "<w14:checkbox/>",
                    "<w:rPr><w:vanish/></w:rPr>",
                ]
            )
            + "</w:sdtPr><w:sdtContent>",
            "</w:sdtContent></w:sdt>",
        ),
        "simple field": lambda: (
            f'<w:fldSimple w:instr="{escape(code(), {chr(34): "&quot;"})}">',
            "</w:fldSimple>",
        ),
        "field": lambda: field(code()),
        "code of a field": instr,
        "link": lambda: pick(
            [
                ('<w:hyperlink w:anchor="x">', "</w:hyperlink>"),
                ('<w:smartTag w:uri="x" w:element="x">', "</w:smartTag>"),
                ('<w:dir w:val="rtl">', "</w:dir>"),
                ('<w:bdo w:val="rtl">', "</w:bdo>"),
                ('<w:customXml w:element="x">', "</w:customXml>"),
            ]
        ),
        "ruby": lambda: pick(
            [
                (
                    '<w:r><w:ruby><w:rubyPr><w:hps w:val="2"/></w:rubyPr><w:rt>',
                    "</w:rt><w:rubyBase><w:r><w:t>x</w:t></w:r></w:rubyBase></w:ruby></w:r>",
                ),
                (
                    "<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>x</w:t></w:r></w:rt><w:rubyBase>",
                    "</w:rubyBase></w:ruby></w:r>",
                ),
            ]
        ),
        "formula": lambda: pick(
            [
                ("<m:oMath><m:r>", "</m:r></m:oMath>"),
                (
                    '<m:oMath><m:phant><m:phantPr><m:show m:val="0"/></m:phantPr><m:e><m:r>',
                    "</m:r></m:e></m:phant></m:oMath>",
                ),
            ]
        ),
        "alternatives": lambda: pick(
            [
                (
                    '<mc:AlternateContent><mc:Choice Requires="w14">',
                    "</mc:Choice><mc:Fallback><w:r><w:t>.</w:t></w:r></mc:Fallback></mc:AlternateContent>",
                ),
                (
                    '<mc:AlternateContent><mc:Choice Requires="w14"><w:r><w:t>.</w:t></w:r></mc:Choice><mc:Fallback>',
                    "</mc:Fallback></mc:AlternateContent>",
                ),
                (
                    '<mc:AlternateContent><mc:Choice Requires="wps"><w:r><w:t>.</w:t></w:r></mc:Choice><mc:Fallback>',
                    "</mc:Fallback></mc:AlternateContent>",
                ),
                (
                    '<mc:AlternateContent xmlns:no="urn:no"><mc:Choice Requires="no">',
                    "</mc:Choice><mc:Fallback><w:r><w:t>.</w:t></w:r></mc:Fallback></mc:AlternateContent>",
                ),
            ]
        ),
        "text not shown": lambda: pick(
            [
                ("<w:r><w:delText>", "</w:delText></w:r>"),
                ("<w:r><w:instrText>", "</w:instrText></w:r>"),
                ("<w:bookmarkStart w:id='1' w:name='x'/>", "<w:bookmarkEnd w:id='1'/>"),
                ("<w:proofErr w:type='spellStart'/>", "<w:proofErr w:type='spellEnd'/>"),
                ("<w:unknown>", "</w:unknown>"),
            ]
        ),
        "after tabs": lambda: ("<w:r>" + "<w:tab/>" * pick([1, 3, 40]) + "</w:r>", ""),
    }


# What holds paragraphs ------------------------------------------------------------------------------------


def around_paragraphs(file):
    pick = file.random.choice

    def table():
        row = pick(
            [
                "",
                '<w:trPr><w:trHeight w:val="1" w:hRule="exact"/></w:trPr>',
                '<w:trPr><w:trHeight w:val="20" w:hRule="exact"/></w:trPr>',
                '<w:trPr><w:trHeight w:val="600" w:hRule="exact"/></w:trPr>',
                "<w:trPr><w:hidden/></w:trPr>",
                '<w:trPr><w:trHeight w:val="1" w:hRule="atLeast"/></w:trPr>',
                '<w:trPr><w:del w:id="5" w:author="A"/></w:trPr>',
                '<w:trPr><w:gridBefore w:val="1"/></w:trPr>',
            ]
        )
        cell = pick(
            [
                "",
                "",
                '<w:tcW w:w="0" w:type="dxa"/>',
                '<w:tcW w:w="1" w:type="dxa"/>',
                '<w:shd w:val="clear" w:color="auto" w:fill="000000"/>',
                '<w:shd w:val="clear" w:color="auto" w:fill="FFFFFF"/>',
                "<w:vMerge/>",
                "<w:hMerge/>",
                '<w:vMerge w:val="restart"/>',
                '<w:textDirection w:val="btLr"/>',
                "<w:hideMark/>",
                "<w:tcFitText/>",
                "<w:noWrap/>",
                '<w:shd w:val="solid" w:color="000000" w:fill="auto"/>',
            ]
        )
        whole = pick(
            [
                "",
                '<w:tblW w:w="0" w:type="auto"/>',
                '<w:tblW w:w="1" w:type="dxa"/><w:tblLayout w:type="fixed"/>',
                '<w:tblInd w:w="-30000" w:type="dxa"/>',
                '<w:tblInd w:w="30000" w:type="dxa"/>',
                '<w:tblpPr w:vertAnchor="page" w:horzAnchor="page" w:tblpX="-9000" w:tblpY="900"/>',
                '<w:tblpPr w:vertAnchor="page" w:horzAnchor="page" w:tblpX="900" w:tblpY="29000"/>',
                '<w:shd w:val="clear" w:color="auto" w:fill="000000"/>',
                table_style(),
                "<w:bidiVisual/>",
            ]
        )
        grid = pick(["5000", "1", "0", "9000"])
        second = pick(["", "<w:tc><w:tcPr/><w:p/></w:tc>"])
        first = (
            f'<w:tr><w:tc><w:tcPr><w:tcW w:w="{grid}" w:type="dxa"/><w:vMerge w:val="restart"/></w:tcPr><w:p/></w:tc></w:tr>'
            if "vMerge/" in cell
            else ""
        )
        return (
            f'<w:tbl><w:tblPr>{whole}</w:tblPr><w:tblGrid><w:gridCol w:w="{grid}"/></w:tblGrid>{first}<w:tr>{row}<w:tc><w:tcPr>{cell or f"""<w:tcW w:w="{grid}" w:type="dxa"/>"""}</w:tcPr>',
            f"</w:tc>{second}</w:tr></w:tbl><w:p/>",
        )

    def table_style():
        name = file.name("T")
        what = pick(
            [
                '<w:rPr><w:color w:val="FFFFFF"/></w:rPr>',
                "<w:rPr><w:vanish/></w:rPr>",
                '<w:tblStylePr w:type="firstRow"><w:rPr><w:color w:val="FFFFFF"/></w:rPr></w:tblStylePr>',
                '<w:tblStylePr w:type="wholeTable"><w:rPr><w:sz w:val="2"/></w:rPr></w:tblStylePr>',
                '<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="000000"/></w:tcPr>',
                '<w:tblStylePr w:type="firstCol"><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="000000"/></w:tcPr><w:rPr><w:color w:val="000000"/></w:rPr></w:tblStylePr>',
            ]
        )
        file.styles.append(
            f'<w:style w:type="table" w:styleId="{name}"><w:name w:val="{name}"/>{what}</w:style>'
        )
        return f'<w:tblStyle w:val="{name}"/><w:tblLook w:val="04A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'

    def place_of(across, down):
        return f'<wp:positionH relativeFrom="page"><wp:posOffset>{across}</wp:posOffset></wp:positionH><wp:positionV relativeFrom="page"><wp:posOffset>{down}</wp:posOffset></wp:positionV>'

    def box():
        across, down = pick(
            [
                ("900000", "900000"),
                ("-9000000", "900000"),
                ("900000", "-5000000"),
                ("90000000", "900000"),
                ("900000", "5000000"),
            ]
        )
        wide, high = pick(
            [
                ("5000000", "400000"),
                ("5000000", "400000"),
                ("0", "0"),
                ("1", "1"),
                ("5000000", "1000"),
                ("12700", "400000"),
            ]
        )
        fill = pick(
            [
                "<a:noFill/>",
                '<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>',
                '<a:solidFill><a:srgbClr val="000000"/></a:solidFill>',
                '<a:solidFill><a:schemeClr val="tx1"/></a:solidFill>',
                '<a:gradFill><a:gsLst><a:gs pos="0"><a:srgbClr val="000000"/></a:gs><a:gs pos="100000"><a:srgbClr val="000000"/></a:gs></a:gsLst></a:gradFill>',
            ]
        )
        behind = pick(["0", "0", "1"])
        hidden = pick(["", "", ' hidden="1"'])
        body = pick(
            [
                "<wps:bodyPr/>",
                '<wps:bodyPr lIns="9000000"/>',
                '<wps:bodyPr tIns="900000"><a:noAutofit/></wps:bodyPr>',
                '<wps:bodyPr rot="5400000"/>',
                '<wps:bodyPr vert="vert270"/>',
                "<wps:bodyPr><a:spAutoFit/></wps:bodyPr>",
            ]
        )
        opens = (
            f'<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="{pick(["2", "999"])}" behindDoc="{behind}" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>{place_of(across, down)}'
            f'<wp:extent cx="{wide}" cy="{high}"/><wp:wrapNone/><wp:docPr id="7" name="b"{hidden}/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm{pick(["", "", " rot=" + chr(34) + "10800000" + chr(34)])}><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{fill}</wps:spPr>'
            "<wps:txbx><w:txbxContent>"
        )
        return (
            opens,
            f"</w:txbxContent></wps:txbx>{body}</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice></mc:AlternateContent></w:r></w:p>",
        )

    def old_box():
        look = pick(
            [
                "width:400pt;height:30pt",
                "width:400pt;height:30pt;visibility:hidden",
                "width:0;height:0",
                "position:absolute;left:-900pt;top:20pt;width:400pt;height:30pt",
                "position:absolute;margin-left:-2000pt;width:400pt;height:30pt",
                "position:absolute;left:20pt;top:20pt;width:400pt;height:30pt;z-index:-9",
            ]
        )
        fill = pick(["", ' fillcolor="black"', ' filled="f"', ' fillcolor="white"'])
        return (
            f'<w:p><w:r><w:pict><v:shape id="s" style="{look}"{fill} type="#_x0000_t202"><v:textbox><w:txbxContent>',
            "</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>",
        )

    def covered():
        fill = pick(
            [
                '<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>',
                '<a:solidFill><a:srgbClr val="FFFFFF"><a:alpha val="10000"/></a:srgbClr></a:solidFill>',
                "<a:noFill/>",
                '<a:solidFill><a:scrgbClr r="100000" g="100000" b="100000"/></a:solidFill>',
                '<a:gradFill><a:gsLst><a:gs pos="0"><a:srgbClr val="FFFFFF"/></a:gs><a:gs pos="100000"><a:srgbClr val="FFFFFF"/></a:gs></a:gsLst></a:gradFill>',
                '<a:solidFill><a:schemeClr val="bg1"/></a:solidFill>',
                '<a:pattFill prst="pct5"><a:fgClr><a:srgbClr val="FFFFFF"/></a:fgClr><a:bgClr><a:srgbClr val="FFFFFF"/></a:bgClr></a:pattFill>',
            ]
        )
        behind = pick(["0", "0", "1"])
        geometry = pick(["rect", "rect", "roundRect", "ellipse", "line"])
        vertical = pick(["paragraph", "line", "page"])
        opens = (
            f'<w:p><w:r><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="99" behindDoc="{behind}" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:posOffset>-100000</wp:posOffset></wp:positionH>'
            f'<wp:positionV relativeFrom="{vertical}"><wp:posOffset>{pick(["-50000", "0", "150000"])}</wp:posOffset></wp:positionV><wp:extent cx="7000000" cy="{pick(["900000", "200000", "9000000"])}"/><wp:wrapNone/><wp:docPr id="8" name="c"/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr/><wps:spPr>'
            f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="7000000" cy="900000"/></a:xfrm><a:prstGeom prst="{geometry}"><a:avLst/></a:prstGeom>{fill}<a:ln><a:noFill/></a:ln></wps:spPr><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r></w:p>'
        )
        return pick([(opens, ""), ("", opens)])

    def elsewhere(name):
        """The paragraphs in a part of the file of their own."""

        def write(inner):
            root, kind, reference = {
                "header": ("hdr", "header", f'<w:headerReference w:type="{use}" r:id="rIdX"/>'),
                "footer": ("ftr", "footer", f'<w:footerReference w:type="{use}" r:id="rIdX"/>'),
                "comments": ("comments", "comments", ""),
                "footnotes": ("footnotes", "footnotes", ""),
                "endnotes": ("endnotes", "endnotes", ""),
            }[name]
            if root == "comments":
                inner = f'<w:comment w:id="0" w:author="A">{inner}</w:comment>'
            elif kind.endswith("notes"):
                inner = f'<w:{kind[:-1]} w:id="{number}">{inner}</w:{kind[:-1]}>'
            file.parts[kind] = f"{HEAD}<w:{root} {SPACES}>{inner}</w:{root}>"
            file.section = reference + title
            if kind.endswith("notes") and is_named:
                return f'<w:p><w:r><w:{kind[:-1]}Reference w:id="{number}"/></w:r></w:p>'
            return ""

        use, title = pick(["default", "first", "even"]), pick(["", "<w:titlePg/>"])
        number, is_named = "5", pick([True, False])
        return write

    def control():
        return (
            "<w:sdt><w:sdtPr>"
            + pick(
                [
                    "<w:showingPlcHdr/>",
                    "",
                    "<w:docPartObj/>",
                    '<w:dataBinding w:xpath="/a" w:storeItemID="{0}"/>',
                    "<w:rPr><w:vanish/></w:rPr>",
                ]
            )
            + "</w:sdtPr><w:sdtContent>",
            "</w:sdtContent></w:sdt>",
        )

    return {
        "table": table,
        "box": box,
        "old box": old_box,
        "covered": covered,
        "header": lambda: elsewhere("header"),
        "footer": lambda: elsewhere("footer"),
        "notes": lambda: elsewhere(pick(["comments", "footnotes", "endnotes"])),
        "control of paragraphs": control,
        "alternatives of paragraphs": lambda: pick(
            [
                (
                    '<mc:AlternateContent><mc:Choice Requires="w14">',
                    "</mc:Choice></mc:AlternateContent>",
                ),
                (
                    '<mc:AlternateContent><mc:Choice Requires="w14"><w:p/></mc:Choice><mc:Fallback>',
                    "</mc:Fallback></mc:AlternateContent>",
                ),
            ]
        ),
        "deleted paragraphs": lambda: pick(
            [
                ('<w:ins w:id="3" w:author="A">', "</w:ins>"),
                ('<w:moveFrom w:id="3" w:author="A">', "</w:moveFrom>"),
                ('<w:customXml w:element="x">', "</w:customXml>"),
            ]
        ),
        "columns": lambda: (
            "",
            f'<w:p><w:pPr><w:sectPr><w:pgSz w:w="{pick(["11906", "1500"])}" w:h="{pick(["16838", "1500"])}"/><w:pgMar w:top="{pick(["900", "-900", "30000"])}" w:left="{pick(["900", "-20000", "20000"])}" w:right="900" w:bottom="900" w:header="0" w:footer="0" w:gutter="0"/></w:sectPr></w:pPr></w:p>',
        ),
    }


# The whole file -------------------------------------------------------------------------------------------


def make(random):
    file = File(random)
    pick = random.choice
    direct, paragraph, runs, paragraphs, means = "", {}, [], [], []
    style_of_run = style_of_paragraph = None
    for _ in range(pick([1, 1, 2, 2, 3])):
        kind = pick(["run", "run", "run", "paragraph", "runs", "paragraphs", "paragraphs", "page"])
        if kind == "run":
            properties = run_properties(file)
            mean = pick(list(properties))
            written = properties[mean]()
            way = pick(
                [
                    "direct",
                    "direct",
                    "style of letters",
                    "style of paragraph",
                    "style it is based on",
                    "defaults",
                    "undone style",
                    "default style",
                    "linked style",
                ]
            )
            if way == "direct":
                direct += written
            elif way == "defaults":
                file.defaults += written
            elif way == "default style":
                file.styles.append(
                    f'<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:rPr>{written}</w:rPr></w:style>'
                )
            else:
                name = file.name()
                of_letters = way in ("style of letters", "linked style") or pick([True, False])
                type_of_style = "character" if of_letters else "paragraph"
                based = ""
                outer = style_of_run if of_letters else style_of_paragraph
                if outer:
                    based = f'<w:basedOn w:val="{outer}"/>'
                if way == "linked style":
                    based += f'<w:link w:val="{name}P"/>'
                file.styles.append(
                    f'<w:style w:type="{type_of_style}" w:styleId="{name}"><w:name w:val="{name}"/>{based}<w:rPr>{written}</w:rPr></w:style>'
                )
                if way == "style it is based on" or way == "undone style":
                    after = file.name()
                    undone = (
                        '<w:rPr><w:vanish w:val="0"/><w:color w:val="000000"/><w:sz w:val="22"/></w:rPr>'
                        if way == "undone style"
                        else ""
                    )
                    file.styles.append(
                        f'<w:style w:type="{type_of_style}" w:styleId="{after}"><w:name w:val="{after}"/><w:basedOn w:val="{name}"/>{undone}</w:style>'
                    )
                    name = after
                if of_letters:
                    style_of_run = name
                else:
                    style_of_paragraph = name
            mean += f" ({way})"
        elif kind == "paragraph":
            mean = pick(list(PARAGRAPH))
            written = PARAGRAPH[mean](pick)
            paragraph[
                written[
                    3 : min(
                        i
                        for i in (written.find(" "), written.find(">"), written.find("/"))
                        if i > 0
                    )
                ]
            ] = written
        elif kind == "runs":
            choices = around_runs(file)
            mean = pick(list(choices))
            runs.append(choices[mean]())
        elif kind == "paragraphs":
            choices = around_paragraphs(file)
            mean = pick(list(choices))
            paragraphs.append(choices[mean]())
        else:
            mean = "ground of the page"
            file.before_body = pick(
                [
                    '<w:background w:color="000000"/>',
                    '<w:background w:color="FFFFFF"/>',
                    '<w:background w:themeColor="text1" w:color="000000"/>',
                ]
            )
            file.settings = pick(["<w:displayBackgroundShape/>", ""])
        means.append(mean)
    index = place(random)

    def write(line):
        style = f'<w:rStyle w:val="{style_of_run}"/>' if style_of_run else ""
        font = '<w:rFonts w:ascii="DejaVu Sans Mono" w:hAnsi="DejaVu Sans Mono" w:cs="DejaVu Sans Mono"/>'
        text = text_of(line)
        inner = f"<w:r><w:rPr>{style}{font}{direct}</w:rPr>{text}</w:r>"
        for opens, closes in reversed(runs):
            if (
                "delText" in opens
                or "instrText>" in opens
                and opens.endswith(">")
                and "fldChar" not in opens
            ):
                inner = opens + escape(line) + closes
            elif opens.endswith('"begin"/></w:r>'):
                inner = (
                    opens
                    + f'<w:r><w:instrText xml:space="preserve">{escape(line)}</w:instrText></w:r>'
                    + closes
                )
            elif opens.startswith(("<w:del ", "<w:moveFrom ")) or "<w:del " in opens:
                inner = opens + pick_of(index, inner) + closes
            elif "m:r>" in opens:
                inner = opens + f"<m:t>{escape(line)}</m:t>" + closes
            else:
                inner = opens + inner + closes
        properties = dict(paragraph)
        if style_of_paragraph:
            properties["pStyle"] = f'<w:pStyle w:val="{style_of_paragraph}"/>'
        ordered = "".join(properties[key] for key in ORDER if key in properties)
        inner = f"<w:p><w:pPr>{ordered}</w:pPr>{inner}</w:p>"
        file.parts, file.section = {}, ""
        for holder in reversed(paragraphs):
            inner = holder(inner) if callable(holder) else holder[0] + inner + holder[1]
        body = [f'<w:p><w:r><w:rPr><w:b/><w:sz w:val="32"/></w:rPr>{text_of(NAME)}</w:r></w:p>']
        for at, (heading, lines) in enumerate(SECTIONS):
            body.append(f"<w:p><w:r><w:rPr><w:b/></w:rPr>{text_of(heading)}</w:r></w:p>")
            body += [f"<w:p><w:r>{text_of(own)}</w:r></w:p>" for own in lines]
            if at == index:
                body.append(inner)
        return packed(file, "".join(body))

    return means, write


def pick_of(index, inner):
    """Deleted text is written as such by Word; other programs leave it as text."""
    return (
        inner.replace("w:t>", "w:delText>").replace("<w:t ", "<w:delText ") if index % 2 else inner
    )


def packed(file, body):
    settings = (
        f'{HEAD}<w:settings {SPACES}>{file.settings}<w:evenAndOddHeaders w:val="0"/></w:settings>'
    )
    styles = f'{HEAD}<w:styles {SPACES}><w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/>{file.defaults}</w:rPr></w:rPrDefault></w:docDefaults>{"".join(file.styles)}</w:styles>'
    numbering = f'{HEAD}<w:numbering {SPACES}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/><w:rPr><w:vanish/></w:rPr></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    colours = {
        "dk1": "000000",
        "lt1": "FFFFFF",
        "dk2": "1F497D",
        "lt2": "EEECE1",
        "accent1": "4F81BD",
        "accent2": "C0504D",
        "accent3": "9BBB59",
        "accent4": "8064A2",
        "accent5": "4BACC6",
        "accent6": "F79646",
        "hlink": "0000FF",
        "folHlink": "800080",
    }
    scheme = "".join(
        f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in colours.items()
    )
    fonts = "".join(
        f'<a:{kind}Font><a:latin typeface="DejaVu Sans"/><a:ea typeface=""/><a:cs typeface=""/></a:{kind}Font>'
        for kind in ("major", "minor")
    )
    theme = f'{HEAD}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="t"><a:themeElements><a:clrScheme name="c">{scheme}</a:clrScheme><a:fontScheme name="f">{fonts}</a:fontScheme><a:fmtScheme name="s"/></a:themeElements></a:theme>'
    size = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="900" w:right="900" w:bottom="900" w:left="900" w:header="400" w:footer="400" w:gutter="0"/>'
    title = "<w:titlePg/>" if "<w:titlePg/>" in file.section else ""
    document = f"{HEAD}<w:document {SPACES}>{file.before_body}<w:body>{body}<w:sectPr>{file.section.replace('<w:titlePg/>', '')}{size}{title}</w:sectPr></w:body></w:document>"
    parts = {
        "word/styles.xml": ("styles", styles),
        "word/settings.xml": ("settings", settings),
        "word/numbering.xml": ("numbering", numbering),
    }
    parts.update({f"word/{kind}.xml": (kind, text) for kind, text in file.parts.items()})
    relations = "".join(
        f'<Relationship Id="{"rIdX" if kind in file.parts else f"rId{at}"}" Type="{OFFICE}{kind}" Target="{kind}.xml"/>'
        for at, (kind, _) in enumerate(parts.values())
    )
    relations += f'<Relationship Id="rIdT" Type="{OFFICE}theme" Target="theme.xml"/>'
    types = "".join(
        f'<Override PartName="/{name}" ContentType="{WORD}{kind}+xml"/>'
        for name, (kind, _) in parts.items()
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:

        def add(name, text):
            archive.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), text)

        add(
            "[Content_Types].xml",
            f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{WORD}document.main+xml"/><Override PartName="/word/theme.xml" ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/>{types}</Types>',
        )
        add(
            "_rels/.rels",
            f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{OFFICE}officeDocument" Target="word/document.xml"/></Relationships>',
        )
        add(
            "word/_rels/document.xml.rels",
            f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}</Relationships>',
        )
        add("word/document.xml", document)
        add("word/theme.xml", theme)
        for name, (_, text) in parts.items():
            add(name, text)
    return buffer.getvalue()


def plain(line):
    file = File(None)
    body = "".join(
        f"<w:p><w:r>{text_of(text)}</w:r></w:p>"
        for text in [NAME] + [text for heading, lines in SECTIONS for text in [heading, *lines]]
    )
    font = '<w:rPr><w:rFonts w:ascii="DejaVu Sans Mono" w:hAnsi="DejaVu Sans Mono"/></w:rPr>'
    return packed(file, body + f"<w:p><w:r>{font}{text_of(line)}</w:r></w:p>")
