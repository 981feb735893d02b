"""ODT: means of hiding in automatic and common styles, in what holds the text, in frames, tables and pages."""

import io
import zipfile
from xml.sax.saxutils import escape

from invented import NAME, SECTIONS, place

NAMES = {
    "office": "office:1.0",
    "text": "text:1.0",
    "style": "style:1.0",
    "fo": "xsl-fo-compatible:1.0",
    "draw": "drawing:1.0",
    "table": "table:1.0",
    "svg": "svg-compatible:1.0",
    "form": "form:1.0",
    "script": "script:1.0",
}
SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{value}"' for name, value in NAMES.items()
) + (
    ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0" office:version="1.3"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


class File:
    def __init__(self, random):
        self.random = random
        self.common, self.automatic = [], []
        self.default = ""
        self.page, self.header = "", ""
        self.before_text = ""
        self.names = 0

    def name(self, start="S"):
        self.names += 1
        return f"{start}{self.names}"


def letters(file):
    pick = file.random.choice
    tone = pick(["#000000", "#ffffff", "#808080"])
    return {
        "not displayed": lambda: 'text:display="%s"' % pick(["none", "true", "condition"]),
        "colour": lambda: (
            'fo:color="%s"'
            % pick(["#ffffff", "#FFFFFF", "#fefefe", "#f4f4f4", "#000000", "#cc0000"])
            + pick(
                [
                    "",
                    ' style:use-window-font-color="true"',
                    ' loext:opacity="0%"',
                    ' loext:opacity="100%"',
                    ' loext:opacity="2%"',
                ]
            )
        ),
        "window colour": lambda: (
            'style:use-window-font-color="true"' + pick(["", ' fo:background-color="#000000"'])
        ),
        "see-through": lambda: (
            'loext:opacity="%s"' % pick(["0%", "1%", "100%"]) + pick(["", ' fo:color="#000000"'])
        ),
        "size": lambda: (
            'fo:font-size="%s"'
            % pick(["0pt", "0.1pt", "1pt", "2pt", "1%", "10%", "0.01cm", "11pt", "100%", "0.02in"])
        ),
        "sizes of other scripts": lambda: (
            'style:font-size-asian="1pt" style:font-size-complex="1pt"'
        ),
        "scale": lambda: 'style:text-scale="%s"' % pick(["1%", "5%", "100%", "30%"]),
        "ground as text": lambda: f'fo:color="{tone}" fo:background-color="{tone}"',
        "ground": lambda: (
            'fo:background-color="%s"' % pick(["#000000", "#ffffff", "transparent", "#050505"])
        ),
        "raised": lambda: (
            'style:text-position="%s"'
            % pick(["100% 1%", "super 58%", "-100% 1%", "33% 5%", "0% 100%", "900% 100%"])
        ),
        "spacing": lambda: (
            'fo:letter-spacing="%s"' % pick(["-0.5cm", "-6.7pt", "0.1cm", "-9pt", "-2cm"])
        ),
        "outline": lambda: pick(
            [
                'style:text-outline="true"',
                'style:text-outline="true" fo:color="#ffffff"',
                'style:font-relief="embossed"',
                'style:font-relief="engraved" fo:color="#ffffff"',
                'fo:text-shadow="1pt 1pt"',
            ]
        ),
        "struck": lambda: pick(
            [
                'style:text-line-through-style="solid" style:text-line-through-width="20pt" style:text-line-through-color="#ffffff"',
                'style:text-line-through-type="double"',
                'style:text-line-through-style="solid" style:text-line-through-text="X"',
                'style:text-underline-style="solid"',
            ]
        ),
        "turned": lambda: pick(
            [
                'style:text-rotation-angle="90"',
                'style:text-rotation-angle="90" style:text-rotation-scale="fixed"',
                'style:text-combine="lines"',
                'style:text-blinking="true"',
            ]
        ),
        "harmless": lambda: pick(
            [
                'fo:font-weight="bold"',
                'fo:font-style="italic"',
                'fo:language="en"',
                'fo:hyphenate="false"',
                'fo:font-variant="small-caps"',
                'fo:text-transform="none"',
            ]
        ),
        "colour of theme": lambda: (
            'fo:color="#ffffff" loext:theme-color="%s"' % pick(["light1", "dark1"])
        ),
        "other font": lambda: (
            'fo:font-family="%s"' % pick(["Nothing Here", "OpenSymbol", "Wingdings"])
        ),
    }


def paragraph_means(pick):
    return {
        "indent": lambda: pick(
            [
                'fo:text-indent="-60cm"',
                'fo:margin-left="-60cm"',
                'fo:margin-left="60cm"',
                'fo:margin-right="60cm"',
                'fo:text-indent="60cm"',
                'fo:margin-left="1cm"',
                'fo:margin="-30cm"',
                'fo:padding-left="30cm"',
            ]
        ),
        "line": lambda: (
            'fo:line-height="%s"'
            % pick(["0.001cm", "0.02cm", "1%", "0.5cm", "100%", "0.1cm", "6%"])
        ),
        "space before": lambda: pick(
            [
                'fo:margin-top="80cm"',
                'fo:margin-top="-20cm"',
                'fo:margin-top="1cm"',
                'fo:margin-bottom="-5cm"',
            ]
        ),
        "paragraph ground": lambda: 'fo:background-color="%s"' % pick(["#000000", "#ffffff"]),
        "aligned": lambda: 'fo:text-align="%s"' % pick(["end", "center", "justify"]),
        "new page": lambda: 'fo:break-before="page"',
        "writing": lambda: 'style:writing-mode="%s"' % pick(["tb-rl", "rl-tb", "lr-tb"]),
        "line spacing": lambda: pick(
            [
                'style:line-spacing="-2cm"',
                'style:line-height-at-least="0.5cm"',
                'style:font-independent-line-spacing="true"',
            ]
        ),
        "filled paragraph": lambda: pick(
            [
                'draw:fill="solid" draw:fill-color="#000000"',
                'draw:fill="none"',
                'draw:fill="solid" draw:fill-color="#ffffff"',
            ]
        ),
    }


def around_letters(file):
    pick = file.random.choice
    escape_quote = {'"': "&quot;"}
    return {
        "hidden text": lambda: (
            '<text:hidden-text text:condition="ooow:TRUE" text:is-hidden="%s" text:string-value="'
            % pick(["true", "false"]),
            '">.</text:hidden-text>',
            escape_quote,
        ),
        "conditional text": lambda: (
            '<text:conditional-text text:condition="ooow:%s" text:string-value-if-true="'
            % pick(["TRUE", "FALSE"]),
            '" text:string-value-if-false=".">.</text:conditional-text>',
            escape_quote,
        ),
        "shown conditional text": lambda: (
            '<text:conditional-text text:condition="ooow:FALSE" text:string-value-if-true="." text:string-value-if-false="">',
            "</text:conditional-text>",
        ),
        "hidden paragraph": lambda: (
            '<text:hidden-paragraph text:condition="ooow:%s" text:is-hidden="%s"/>'
            % (pick(["TRUE", "FALSE", "1==1", "1==2"]), pick(["true", "false"])),
            "",
        ),
        "variable": lambda: (
            '<text:variable-set text:name="v" text:display="%s" office:value-type="string">'
            % pick(["none", "value"]),
            "</text:variable-set>",
        ),
        "user field": lambda: (
            '<text:user-field-get text:name="u" text:display="%s">' % pick(["none", "value"]),
            "</text:user-field-get>",
        ),
        "field": lambda: pick(
            [
                ("<text:page-number>", "</text:page-number>"),
                ("<text:title>", "</text:title>"),
                ("<text:author-name>", "</text:author-name>"),
                ("<text:placeholder text:placeholder-type='text'>", "</text:placeholder>"),
                ("<text:expression>", "</text:expression>"),
                ("<text:database-display>", "</text:database-display>"),
                ("<text:text-input>", "</text:text-input>"),
                ("<text:description>", "</text:description>"),
                ("<text:sequence text:name='x'>", "</text:sequence>"),
                ("<text:bookmark-ref text:ref-name='none'>", "</text:bookmark-ref>"),
                ("<text:drop-down text:name='d'>", "</text:drop-down>"),
                ("<text:script script:language='x'>", "</text:script>"),
                ("<text:execute-macro>", "</text:execute-macro>"),
                ("<text:measure>", "</text:measure>"),
                ("<text:date text:date-value='2024-01-01'>", "</text:date>"),
                ("<text:chapter>", "</text:chapter>"),
                ("<text:creator text:fixed='true'>", "</text:creator>"),
                ("<text:keywords text:fixed='true'>", "</text:keywords>"),
                ("<text:user-defined text:name='x'>", "</text:user-defined>"),
                ("<text:note-ref text:ref-name='x'>", "</text:note-ref>"),
                ("<text:dde-connection text:connection-name='x'>", "</text:dde-connection>"),
            ]
        ),
        "ruby": lambda: pick(
            [
                (
                    "<text:ruby><text:ruby-base>x</text:ruby-base><text:ruby-text>",
                    "</text:ruby-text></text:ruby>",
                ),
                (
                    "<text:ruby><text:ruby-base>",
                    "</text:ruby-base><text:ruby-text>x</text:ruby-text></text:ruby>",
                ),
            ]
        ),
        "note": lambda: pick(
            [
                ("<office:annotation><text:p>", "</text:p></office:annotation>"),
                (
                    "<text:note text:note-class='footnote'><text:note-citation>1</text:note-citation><text:note-body><text:p>",
                    "</text:p></text:note-body></text:note>",
                ),
            ]
        ),
        "meta": lambda: pick(
            [
                ("<text:meta>", "</text:meta>"),
                ("<text:a xlink:href='http://example.org'>", "</text:a>"),
                ("<text:meta-field xml:id='m'>", "</text:meta-field>"),
                (
                    "<loext:content-control loext:showing-place-holder='true'>",
                    "</loext:content-control>",
                ),
                ("<text:unknown>", "</text:unknown>"),
                ("<text:toc-mark-start text:id='x'/>", "<text:toc-mark-end text:id='x'/>"),
            ]
        ),
        "mark of an index": lambda: pick(
            [
                ('<text:alphabetical-index-mark text:string-value="', '"/>', escape_quote),
                ('<text:toc-mark text:string-value="', '"/>', escape_quote),
            ]
        ),
        "tabs": lambda: ("<text:tab/>" * pick([1, 40]) + pick(["", '<text:s text:c="900"/>']), ""),
        "changed": lambda: change(file),
    }


def change(file):
    kind = file.random.choice(["deletion", "insertion"])
    if kind == "insertion":
        file.before_text = '<text:tracked-changes><text:changed-region text:id="c1"><text:insertion><office:change-info><dc:creator>A</dc:creator><dc:date>2024-01-01T00:00:00</dc:date></office:change-info></text:insertion></text:changed-region></text:tracked-changes>'
        return '<text:change-start text:change-id="c1"/>', '<text:change-end text:change-id="c1"/>'

    def write(inner):
        file.before_text = f'<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><office:change-info><dc:creator>A</dc:creator><dc:date>2024-01-01T00:00:00</dc:date></office:change-info><text:p>{inner}</text:p></text:deletion></text:changed-region></text:tracked-changes>'
        return '<text:change text:change-id="c1"/>.'

    return write


def around_paragraphs(file):
    pick = file.random.choice

    def style(family, properties, kind):
        name = file.name("A")
        file.automatic.append(
            f'<style:style style:name="{name}" style:family="{family}"><style:{kind}-properties {properties}/></style:style>'
        )
        return name

    def section():
        look = pick(
            [
                'text:display="none"',
                'text:display="condition" text:condition="ooow:TRUE"',
                'text:display="condition" text:condition="ooow:FALSE"',
                "",
                'text:display="true"',
                'text:protected="true"',
            ]
        )
        own = pick(
            [
                "",
                ' text:style-name="%s"'
                % style(
                    "section",
                    pick(
                        [
                            'fo:background-color="#000000"',
                            'fo:margin-left="-60cm"',
                            'fo:margin-left="30cm"',
                            'text:display="none"',
                        ]
                    ),
                    "section",
                ),
            ]
        )
        return f'<text:section text:name="s" {look}{own}>', "</text:section>"

    def table():
        row = style(
            "table-row",
            pick(
                [
                    'style:row-height="0.01cm"',
                    'style:row-height="0.001cm" style:use-optimal-row-height="false"',
                    'style:min-row-height="0.01cm"',
                    'fo:background-color="#000000"',
                    'style:row-height="1cm"',
                    'style:row-height="0.1cm"',
                ]
            ),
            "table-row",
        )
        column = style(
            "table-column",
            pick(
                [
                    'style:column-width="0.001cm"',
                    'style:column-width="9cm"',
                    'style:column-width="0cm"',
                    'style:rel-column-width="1*"',
                ]
            ),
            "table-column",
        )
        cell = style(
            "table-cell",
            pick(
                [
                    'fo:background-color="#000000"',
                    'fo:background-color="#ffffff"',
                    'fo:padding="9cm"',
                    'style:writing-mode="tb-rl"',
                    'fo:padding="0cm"',
                    'fo:padding-left="40cm"',
                ]
            ),
            "table-cell",
        )
        whole = style(
            "table",
            pick(
                [
                    'style:width="12cm"',
                    'style:width="0.01cm"',
                    'fo:margin-left="-60cm" style:width="12cm" table:align="margins"',
                    'fo:background-color="#000000"',
                    'table:display="false"',
                    'fo:margin-left="40cm"',
                    'fo:margin-top="-9cm"',
                ]
            ),
            "table",
        )
        visible = pick(["", "", ' table:visibility="collapse"', ' table:visibility="filter"'])
        kind = pick(["table-cell", "table-cell", "table-cell", "covered-table-cell"])
        rows = pick(
            [
                ("", ""),
                ("<table:table-header-rows>", "</table:table-header-rows>"),
                ("<table:table-row-group table:display='false'>", "</table:table-row-group>"),
            ]
        )
        return (
            f'<table:table table:name="t" table:style-name="{whole}"><table:table-column table:style-name="{column}"{pick(["", "", visible])}/>{rows[0]}<table:table-row table:style-name="{row}"{visible}><table:{kind} table:style-name="{cell}" office:value-type="string"{pick(["", " table:protected=" + chr(34) + "true" + chr(34)])}>',
            f"</table:{kind}></table:table-row>{rows[1]}</table:table>",
        )

    def frame():
        look = pick(
            [
                "",
                'draw:fill="solid" draw:fill-color="#000000"',
                'fo:background-color="#000000"',
                'style:run-through="background"',
                'draw:opacity="0%"',
                'style:protect="content"',
                'fo:background-color="#ffffff"',
                'draw:fill="none"',
                'loext:hidden="true"',
                'fo:clip="rect(0cm, 0cm, 0cm, 0cm)"',
                'style:print-content="false"',
                'draw:visible="false"',
            ]
        )
        name = style(
            "graphic",
            f'{look} style:wrap="run-through" style:vertical-pos="from-top" style:vertical-rel="page" style:horizontal-pos="from-left" style:horizontal-rel="page"',
            "graphic",
        )
        x, y = pick(
            [
                ("2cm", "12cm"),
                ("2cm", "12cm"),
                ("-30cm", "2cm"),
                ("50cm", "2cm"),
                ("2cm", "-30cm"),
                ("2cm", "60cm"),
            ]
        )
        wide, high = pick(
            [
                ("14cm", "1cm"),
                ("14cm", "1cm"),
                ("0.01cm", "0.01cm"),
                ("14cm", "0.02cm"),
                ("0cm", "0cm"),
            ]
        )
        anchor = pick(["paragraph", "page", "char", "as-char"])
        grows = pick(["", 'fo:min-height="0.01cm"'])
        shown = pick(
            [
                "",
                "",
                ' draw:display="none"',
                ' draw:display="printer"',
                ' draw:display="screen"',
                ' draw:transform="rotate (3.14) translate (9cm 9cm)"',
                ' draw:z-index="-1"',
                ' loext:decorative="true"',
            ]
        )
        size = f'svg:width="{wide}"' + ("" if grows else f' svg:height="{high}"')
        return (
            f'<text:p><draw:frame draw:style-name="{name}" draw:name="f" text:anchor-type="{anchor}" text:anchor-page-number="1" svg:x="{x}" svg:y="{y}" {size}{shown}><draw:text-box {grows}>',
            "</draw:text-box></draw:frame></text:p>",
        )

    def shape():
        name = style(
            "graphic",
            pick(
                [
                    'draw:fill="solid" draw:fill-color="#000000"',
                    'draw:fill="none"',
                    'draw:fill="solid" draw:fill-color="#ffffff"',
                    'draw:fill="solid" draw:fill-color="#000000" draw:opacity="0%"',
                ]
            )
            + ' style:run-through="foreground" style:wrap="run-through"',
            "graphic",
        )
        kind = pick(["rect", "custom-shape", "g", "ellipse", "caption"])
        inner_of_group = kind == "g"
        tag = "rect" if inner_of_group else kind
        at = pick(
            [
                'svg:x="2cm" svg:y="1cm"',
                'svg:x="-40cm" svg:y="1cm"',
                'svg:x="2cm" svg:y="-30cm"',
                'draw:transform="translate (-40cm 1cm)"',
            ]
        )
        size = pick(['svg:width="14cm" svg:height="2cm"', 'svg:width="0cm" svg:height="0cm"'])
        opens = f'<draw:{tag} draw:style-name="{name}" text:anchor-type="paragraph" {at} {size}>'
        if inner_of_group:
            return (
                f'<text:p><draw:g text:anchor-type="paragraph">{opens}',
                f"</draw:{tag}></draw:g></text:p>",
            )
        return f"<text:p>{opens}", f"</draw:{tag}></text:p>"

    def covered():
        name = style(
            "graphic",
            pick(
                [
                    'draw:fill="solid" draw:fill-color="#ffffff"',
                    'draw:fill="none"',
                    'draw:fill="solid" draw:fill-color="#ffffff" draw:opacity="5%"',
                    'draw:fill="gradient"',
                    'draw:fill="hatch" draw:fill-hatch-solid="true" draw:fill-color="#ffffff"',
                ]
            )
            + f' draw:stroke="none" style:run-through="{pick(["foreground", "background"])}" style:wrap="run-through" style:vertical-pos="from-top" style:vertical-rel="paragraph" style:horizontal-pos="from-left" style:horizontal-rel="paragraph"',
            "graphic",
        )
        kind = pick(["rect", "custom-shape", "frame"])
        place_of_cover = f'svg:x="-1cm" svg:y="{pick(["-0.5cm", "0cm", "0.4cm"])}" svg:width="19cm" svg:height="{pick(["2cm", "0.5cm", "9cm"])}"'
        geometry = {
            "custom-shape": '<draw:enhanced-geometry svg:viewBox="0 0 9 9" draw:type="rectangle" draw:enhanced-path="M 0 0 L 9 0 9 9 0 9 0 0 Z N"/>',
            "frame": "<draw:text-box><text:p/></draw:text-box>",
            "rect": "",
        }[kind]
        cover = f'<text:p><draw:{kind} draw:style-name="{name}" text:anchor-type="paragraph" draw:z-index="9" {place_of_cover}>{geometry}</draw:{kind}></text:p>'
        return pick([(cover, ""), ("", cover)])

    def header():
        def write(inner):
            kind, look = pick_kind
            file.header = f"<style:{kind}{look}>{inner}</style:{kind}>"
            return ""

        pick_kind = (
            pick(["header", "footer", "header-left", "header-first"]),
            pick(["", "", ' style:display="false"']),
        )
        return write

    def list_of_items():
        name = file.name("L")
        file.automatic.append(
            f'<text:list-style style:name="{name}"><text:list-level-style-bullet text:level="1" text:bullet-char="-"><style:list-level-properties text:space-before="{pick(["0cm", "60cm"])}" text:min-label-width="0.5cm"/></text:list-level-style-bullet></text:list-style>'
        )
        return (
            f'<text:list text:style-name="{name}"><text:{pick(["list-item", "list-header"])}>',
            "</text:list-item></text:list>",
        )

    def listed():
        opens, _ = list_of_items()
        kind = "list-item" if opens.endswith("list-item>") else "list-header"
        return opens, f"</text:{kind}></text:list>"

    def index():
        return pick(
            [
                (
                    "<text:table-of-content text:name='i'><text:table-of-content-source/><text:index-body>",
                    "</text:index-body></text:table-of-content>",
                ),
                ("<text:numbered-paragraph>", "</text:numbered-paragraph>"),
                ("<office:forms>", "</office:forms>"),
                ("<office:annotation>", "</office:annotation>"),
                ("<text:unknown>", "</text:unknown>"),
                ("<text:tracked-changes>", "</text:tracked-changes>"),
            ]
        )

    return {
        "section": section,
        "table": table,
        "frame": frame,
        "shape": shape,
        "covered": covered,
        "header": header,
        "list": listed,
        "index": index,
    }


def make(random):
    file = File(random)
    pick = random.choice
    own_letters, own_paragraph, inside, outside, means = [], [], [], [], []
    parents = {"text": None, "paragraph": None}
    for _ in range(pick([1, 1, 2, 2, 3])):
        kind = pick(
            ["letters", "letters", "letters", "paragraph", "inside", "outside", "outside", "page"]
        )
        if kind == "letters":
            choices = letters(file)
            mean = pick(list(choices))
            written = choices[mean]()
            way = pick(
                [
                    "automatic",
                    "automatic",
                    "common",
                    "parent",
                    "of paragraph",
                    "default",
                    "undone",
                    "mapped",
                    "list of styles",
                ]
            )
            if way == "automatic":
                own_letters.append(written)
            elif way == "default":
                file.default += " " + written
            else:
                family = (
                    "paragraph"
                    if way in ("of paragraph", "mapped")
                    else pick(["text", "paragraph"])
                )
                name = file.name("C")
                parent = f' style:parent-style-name="{parents[family]}"' if parents[family] else ""
                mapped = ""
                if way == "mapped":
                    mapped = f'<style:map style:condition="{pick(["true", "false"])}" style:apply-style-name="none"/>'
                file.common.append(
                    f'<style:style style:name="{name}" style:family="{family}"{parent}><style:text-properties {written}/>{mapped}</style:style>'
                )
                if way in ("parent", "undone", "list of styles"):
                    after = file.name("C")
                    undone = (
                        '<style:text-properties fo:color="#000000" fo:font-size="11pt" text:display="true"/>'
                        if way == "undone"
                        else ""
                    )
                    file.common.append(
                        f'<style:style style:name="{after}" style:family="{family}" style:parent-style-name="{name}">{undone}</style:style>'
                    )
                    name = after
                parents[family] = name
            mean += f" ({way})"
        elif kind == "paragraph":
            choices = paragraph_means(pick)
            mean = pick(list(choices))
            own_paragraph.append(choices[mean]())
        elif kind == "inside":
            choices = around_letters(file)
            mean = pick(list(choices))
            inside.append(choices[mean]())
        elif kind == "outside":
            choices = around_paragraphs(file)
            mean = pick(list(choices))
            outside.append(choices[mean]())
        else:
            mean = "page"
            file.page = pick(
                [
                    'fo:background-color="#000000"',
                    'fo:background-color="#000000" draw:fill="none"',
                    'fo:background-color="#ffffff" draw:fill="solid" draw:fill-color="#000000"',
                    'fo:page-width="3cm"',
                    'fo:margin-left="-30cm"',
                    'draw:fill="solid" draw:fill-color="#000000"',
                    'fo:page-height="8cm"',
                    'style:writing-mode="tb-rl"',
                ]
            )
        means.append(mean)
    index = place(random)

    def once(attributes):
        """Attributes in their order, the last of each name: two of one name are no XML."""
        found = {}
        for attribute in attributes:
            for part in attribute.split('" '):
                key, value = part.split("=", 1)
                found[key.strip()] = value.rstrip('"') + '"'
        return " ".join(f"{key}={value}" for key, value in found.items())

    of_letters = once(['style:font-name="Mono"', *own_letters])
    of_paragraph = once(own_paragraph)
    common = list(file.common)

    def write(line):
        file.common = common
        file.before_text, file.header = (
            ("", "")
            if not file.before_text.endswith(
                "insertion></text:changed-region></text:tracked-changes>"
            )
            else (file.before_text, "")
        )
        text = escape(line)
        inner = None
        for around in reversed(inside):
            if callable(around):
                inner = around(inner or text)
            elif len(around) == 3:
                inner = around[0] + escape(line, around[2]) + around[1]
            else:
                inner = around[0] + (inner or text) + around[1]
        inner = f'<text:span text:style-name="Tline">{inner or text}</text:span>'
        if parents["text"]:
            inner = f'<text:span text:style-name="{parents["text"]}">{inner}</text:span>'
        inner = f'<text:p text:style-name="Pline">{inner}</text:p>'
        for around in reversed(outside):
            inner = around(inner) if callable(around) else around[0] + inner + around[1]
        parent = (
            f' style:parent-style-name="{parents["paragraph"]}"' if parents["paragraph"] else ""
        )
        own = [
            f'<style:style style:name="Tline" style:family="text"><style:text-properties {of_letters}/></style:style>',
            f'<style:style style:name="Pline" style:family="paragraph"{parent}><style:paragraph-properties {of_paragraph}/></style:style>',
        ]
        body = [f"<text:p>{NAME}</text:p>"]
        for at, (heading, lines) in enumerate(SECTIONS):
            body.append(f'<text:h text:outline-level="1">{heading}</text:h>')
            body += [f"<text:p>{escape(own_line)}</text:p>" for own_line in lines]
            if at == index:
                body.append(inner)
        return packed(
            file, "".join(body), own, once([file.default.strip()]) if file.default.strip() else ""
        )

    return means, write


def packed(file, body, own, default=""):
    fonts = '<office:font-face-decls><style:font-face style:name="Mono" svg:font-family="\'DejaVu Sans Mono\'"/></office:font-face-decls>'
    content = f"{HEAD}<office:document-content {SPACES}>{fonts}<office:automatic-styles>{''.join(file.automatic)}{''.join(own)}</office:automatic-styles><office:body><office:text>{file.before_text}{body}</office:text></office:body></office:document-content>"
    page = {"fo:page-width": "21cm", "fo:page-height": "29.7cm", "fo:margin": "2cm"}
    for part in filter(None, file.page.split('" ')):
        key, value = part.split("=", 1)
        page[key] = value.strip('"')
    of_page = " ".join(f'{key}="{value}"' for key, value in page.items())
    header = "<style:header-style/><style:footer-style/>"
    before = (
        "<style:header><text:p/></style:header>"
        if file.header.startswith(("<style:header-left", "<style:header-first"))
        else ""
    )
    styles = (
        f'{HEAD}<office:document-styles {SPACES}>{fonts}<office:styles><style:default-style style:family="paragraph"><style:text-properties {default or "fo:font-size=" + chr(34) + "11pt" + chr(34)}/></style:default-style>{"".join(file.common)}</office:styles>'
        f'<office:automatic-styles><style:page-layout style:name="pl"><style:page-layout-properties {of_page}/>{header}</style:page-layout></office:automatic-styles><office:master-styles><style:master-page style:name="Standard" style:page-layout-name="pl">{before}{file.header}</style:master-page></office:master-styles></office:document-styles>'
    )
    buffer = io.BytesIO()
    kind = "application/vnd.oasis.opendocument.text"
    with zipfile.ZipFile(buffer, "w") as archive:

        def add(name, text):
            archive.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), text)

        add("mimetype", kind)
        add(
            "META-INF/manifest.xml",
            f'{HEAD}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/><manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/></manifest:manifest>',
        )
        add("content.xml", content)
        add("styles.xml", styles)
    return buffer.getvalue()


def plain(line):
    file = File(None)
    own = [
        '<style:style style:name="Tline" style:family="text"><style:text-properties style:font-name="Mono"/></style:style>'
    ]
    body = "".join(
        f"<text:p>{escape(text)}</text:p>"
        for text in [NAME] + [text for heading, lines in SECTIONS for text in [heading, *lines]]
    )
    return packed(
        file,
        body + f'<text:p><text:span text:style-name="Tline">{escape(line)}</text:span></text:p>',
        own,
    )
