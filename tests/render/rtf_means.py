"""RTF: means of hiding by words of control, styles, groups, rows, frames and shapes."""

from invented import NAME, SECTIONS, place

COLOURS = [
    (255, 255, 255),
    (0, 0, 0),
    (254, 254, 254),
    (128, 128, 128),
    (200, 0, 0),
    (240, 240, 240),
]
WHITE, BLACK, NEARLY, GREY, RED, PALE = range(1, 7)


def escaped(line):
    return "".join(f"\\'{ord(c):02x}" if ord(c) > 126 else c for c in line)


def letters(pick):
    tone = pick([WHITE, BLACK, GREY])
    return {
        "hidden": lambda: pick(
            [
                "\\v",
                "\\v1",
                "\\v0",
                "\\v\\v0",
                "\\v\\plain\\f1",
                "\\v \\b",
                "\\webhidden",
                "\\v\\webhidden0",
                "\\spv",
            ]
        ),
        "size": lambda: pick(
            ["\\fs0", "\\fs1", "\\fs2", "\\fs3", "\\fs22", "\\fs1\\plain\\f1", "\\afs2", "\\fs-4"]
        ),
        "colour": lambda: f"\\cf{pick([WHITE, NEARLY, BLACK, RED, PALE, 0, 99, WHITE])}",
        "ground as text": lambda: (
            f"\\cf{tone}"
            + pick(
                [
                    f"\\chcbpat{tone}",
                    f"\\highlight{tone}",
                    f"\\cb{tone}",
                    f"\\chshdng10000\\chcfpat{tone}",
                    f"\\chshdng5000\\chcfpat{tone}\\chcbpat{tone}",
                ]
            )
        ),
        "ground": lambda: pick(
            [
                f"\\chcbpat{BLACK}",
                f"\\highlight{BLACK}",
                f"\\cb{BLACK}",
                f"\\highlight{BLACK}\\cf{BLACK}",
                f"\\chcbpat{WHITE}",
            ]
        ),
        "raised": lambda: pick(
            ["\\up2000", "\\dn2000", "\\up3", "\\super", "\\sub", "\\up2000\\nosupersub"]
        ),
        "width": lambda: pick(["\\charscalex1", "\\charscalex100", "\\charscalex5"]),
        "spacing": lambda: pick(["\\expndtw-240", "\\expnd-60", "\\expndtw10", "\\expndtw-140"]),
        "changed": lambda: pick(
            ["\\deleted", "\\revised", "\\deleted0", "\\revised\\revauth0", "\\crauth1"]
        ),
        "look": lambda: pick(
            ["\\outl", "\\outl\\cf1", "\\embo", "\\impr\\cf1", "\\shad", "\\strike", "\\striked1"]
        ),
        "harmless": lambda: pick(
            ["\\b", "\\i", "\\ul", "\\lang1033", "\\kerning20", "\\noproof", "\\caps", "\\scaps"]
        ),
        "other font": lambda: pick(["\\f2", "\\f3", "\\f77"]),
        "direction": lambda: pick(
            ["\\rtlch", "\\ltrch", "\\rtlch\\afs1\\ltrch", "\\rtlch\\v\\ltrch", "\\ltrch\\v\\rtlch"]
        ),
    }


def paragraph_means(pick):
    return {
        "indent": lambda: pick(
            [
                "\\li-20000",
                "\\li20000",
                "\\fi-20000",
                "\\ri20000",
                "\\li400",
                "\\fi30000",
                "\\lin-20000",
            ]
        ),
        "line": lambda: pick(
            [
                "\\sl-1\\slmult0",
                "\\sl-20",
                "\\sl20\\slmult0",
                "\\sl240\\slmult1",
                "\\sl-40\\slmult0",
                "\\sl1\\slmult1",
            ]
        ),
        "space before": lambda: pick(["\\sb31000", "\\sb200", "\\sa-900", "\\sb-9000"]),
        "frame": lambda: (
            "\\pvpg\\phpg"
            + pick(["\\posx-9000", "\\posx900", "\\posx30000", "\\posnegx-9000"])
            + pick(["\\posy900", "\\posy-9000", "\\posnegy-9000", "\\posy30000"])
            + pick(["\\absw20", "\\absw6000", ""])
            + pick(["\\absh-20", "\\absh600", ""])
            + pick(["", "\\overlay", "\\nowrap"])
        ),
        "shade": lambda: pick(
            [
                f"\\cbpat{BLACK}",
                f"\\shading10000\\cfpat{BLACK}",
                f"\\cbpat{WHITE}",
                f"\\shading10000\\cfpat{BLACK}\\cbpat{WHITE}",
                "\\shading9000",
            ]
        ),
        "aligned": lambda: pick(["\\qr", "\\qc", "\\qj", "\\rtlpar"]),
        "new page": lambda: "\\pagebb",
        "dropped letter": lambda: "\\dropcapli3\\dropcapt1",
        "tab": lambda: "\\tx31000",
    }


def around_letters(pick):
    return {
        "unknown group": lambda: (
            pick(["{\\*\\unknown ", "{\\unknown ", "{\\*\\nothing{", "{"]),
            None,
        ),
        "field": lambda: pick(
            [
                ("{\\field{\\*\\fldinst " + code + "}{\\fldrslt ", "}}")
                for code in [
                    "PAGE",
                    "NUMPAGES",
                    "DATE",
                    "TITLE",
                    "COMMENTS",
                    "REF x",
                    "MACROBUTTON x y",
                    "FORMDROPDOWN",
                    "SET x y",
                    "HYPERLINK http://example.org",
                    "PRIVATE",
                    "XE x",
                    "TC x",
                    "IF 1 = 2 a b",
                    "QUOTE x",
                    "FORMTEXT",
                    "MERGEFIELD x",
                    "NOTHINGKNOWN",
                    "ADVANCE \\\\\\\\u 900",
                ]
            ]
            + [
                ("{\\field{\\*\\fldinst ", "}{\\fldrslt .}}"),
                ("{\\field\\fldpriv{\\*\\fldinst PRIVATE}{\\fldrslt ", "}}"),
                ("{\\field{\\*\\fldinst{\\v ", "}}{\\fldrslt .}}"),
            ]
        ),
        "destination": lambda: (
            pick(
                [
                    "{\\*\\bkmkstart ",
                    "{\\pict ",
                    "{\\*\\annotation ",
                    "{\\xe ",
                    "{\\tc ",
                    "{\\info{\\title ",
                    "{\\listtext ",
                    "{\\pntext ",
                    "{\\*\\atnid ",
                    "{\\nonshppict ",
                    "{\\*\\shppict ",
                    "{\\object{\\result ",
                    "{\\footnote ",
                    "{\\footnote\\ftnalt ",
                    "{\\*\\ftnsep ",
                    "{\\v\\b ",
                    "{\\upr{x}{\\*\\ud ",
                    "{\\upr{",
                    "{\\*\\docvar ",
                    "{\\*\\pn{\\pntxtb ",
                    "{\\*\\ffname ",
                    "{\\*\\wgrffmtfilter ",
                    "{\\mmath\\mr ",
                    "{\\*\\moMath\\mr ",
                    "{\\*\\generator ",
                    "{\\*\\datastore ",
                    "{\\*\\password ",
                    "{\\*\\pgptbl ",
                ]
            ),
            None,
        ),
        "header": lambda: (
            pick(
                [
                    "{\\header ",
                    "{\\headerf ",
                    "{\\headerl ",
                    "{\\headerr ",
                    "{\\footer ",
                    "{\\footerf ",
                    "{\\titlepg\\headerf ",
                    "{\\facingp\\headerl ",
                ]
            ),
            "\\par}",
        ),
        "closed before": lambda: pick(
            [
                ("{\\v }", ""),
                ("{\\v{}\\v0 ", "}"),
                ("{\\cf1 }", ""),
                ("\\uc9\\u32 ", ""),
                ("\\uc0\\u32", ""),
                ("{\\uc60\\u9679 ", "}"),
                ("\\bin9 ", ""),
            ]
        ),
        "shape": lambda: shape(pick),
        "old box": lambda: (
            "{\\*\\do\\dobxpage\\dobypage\\dptxbx{\\dptxbxtext \\pard\\plain\\f1 ",
            f"\\par}}\\dpx{pick(['-9000', '900'])}\\dpy{pick(['-9000', '3000'])}\\dpxsize{pick(['6000', '1'])}\\dpysize{pick(['600', '1'])}\\dpfillpat{pick(['0', '1'])}\\dpfillbgcr{pick(['0', '255'])}\\dpfillbgcg0\\dpfillbgcb0}}",
        ),
        "tabs": lambda: ("\\tab" * pick([1, 40]) + " ", ""),
    }


def shape(pick):
    left, top = pick(
        [("900", "5000"), ("900", "5000"), ("-20000", "900"), ("900", "-9000"), ("40000", "900")]
    )
    wide, high = pick([(8000, 700), (8000, 700), (1, 1), (0, 0)])
    settings = "".join(
        f"{{\\sp{{\\sn {name}}}{{\\sv {value}}}}}"
        for name, value in pick(
            [
                [],
                [("fillColor", "0")],
                [("fHidden", "1")],
                [("fFilled", "0")],
                [("fillColor", "16777215")],
                [("fBehindDocument", "1")],
                [("fillOpacity", "0")],
                [("rotation", "11796480")],
                [("fPrint", "0")],
                [("dxTextLeft", "9000000")],
                [("lTxid", "65536"), ("fFilled", "1"), ("fillColor", "0")],
            ]
        )
    )
    return (
        f"{{\\shp{{\\*\\shpinst\\shpleft{left}\\shptop{top}\\shpright{int(left) + wide}\\shpbottom{int(top) + high}\\shpbxpage\\shpbypage\\shpwr3\\shpfblwtxt{pick(['0', '1'])}\\shpz0{{\\sp{{\\sn shapeType}}{{\\sv 202}}}}{settings}{{\\shptxt \\pard\\plain\\f1 ",
        "\\par}}}",
    )


def around_paragraphs(pick):
    def row():
        height = pick(["", "", "\\trrh-1", "\\trrh-20", "\\trrh600", "\\trrh1", "\\trrh-600"])
        cell = pick(
            [
                "",
                "",
                f"\\clcbpat{BLACK}",
                f"\\clcbpat{WHITE}",
                "\\clvmrg",
                "\\clmrg",
                f"\\clshdng10000\\clcfpat{BLACK}",
                "\\cltxbtlr",
                "\\clhidemark",
                "\\clvmgf",
                "\\clFitText",
                f"\\clshdngraw10000\\clcfpatraw{BLACK}",
            ]
        )
        left = pick(
            [
                "\\trleft0",
                "\\trleft-30000",
                "\\trleft30000",
                "\\tpvpg\\tphpg\\tposx-9000\\tposy900",
                "\\tpvpg\\tphpg\\tposy30000",
                "\\trhdr",
                "\\trhidden",
            ]
        )
        right = pick(["6000", "1", "0", "6000"])
        if left.startswith("\\trleft3"):
            right = "36000"
        shade = pick(["", f"\\trcbpat{BLACK}", f"\\trshdng10000\\trcfpat{BLACK}"])
        return (
            f"\\trowd{left}{height}{shade}{cell}\\cellx{right}\\pard\\intbl ",
            "\\cell\\row\\pard ",
        )

    def nested():
        own = pick(["", "\\trrh-1"]) + pick(["", f"\\clcbpat{BLACK}"])
        return (
            "\\trowd\\cellx8000\\pard\\intbl\\itap2 ",
            f"\\nestcell{{\\*\\nesttableprops\\trowd{own}\\cellx{pick(['6000', '1'])}\\nestrow}}\\pard\\intbl\\cell\\row\\pard ",
        )

    def section():
        return pick(
            [
                ("\\sect\\sectd\\margl-20000 ", "\\par\\sect "),
                ("\\sect\\sectd\\cols2 ", ""),
                ("\\sect\\sectd\\pgwsxn900\\pghsxn900 ", ""),
                ("\\sect\\sectd\\sbknone ", ""),
            ]
        )

    # Shapes over the text of an RTF are not tried: that they are not placed is said in SECURITY.md.
    return {"row": row, "row within a row": nested, "section": section}


def make(random):
    pick = random.choice
    own_letters, own_paragraph, inside, outside, means, sheet = "", "", [], [], [], []
    style_of_letters = style_of_paragraph = None
    after_default, ground = "", ""
    for _ in range(pick([1, 1, 2, 2, 3])):
        kind = pick(
            ["letters", "letters", "letters", "paragraph", "inside", "inside", "outside", "page"]
        )
        if kind == "letters":
            choices = letters(pick)
            mean = pick(list(choices))
            written = choices[mean]()
            way = pick(
                [
                    "direct",
                    "direct",
                    "direct",
                    "style of letters",
                    "style of paragraph",
                    "parent style",
                    "defaults",
                    "named style alone",
                ]
            )
            number = 10 + len(sheet)
            if way == "direct":
                own_letters += written
            elif way == "defaults":
                after_default += written
            elif way == "style of letters":
                sheet.append(f"{{\\*\\cs{number} \\additive{written} C{number};}}")
                # Writers repeat a style's properties beside its number; some readers rely on that.
                style_of_letters = f"\\cs{number}" + written
            elif way == "named style alone":
                sheet.append(f"{{\\*\\cs{number} \\additive{written} C{number};}}")
                style_of_letters = f"\\cs{number}"
            elif way == "style of paragraph":
                sheet.append(f"{{\\s{number}{written} P{number};}}")
                style_of_paragraph = f"\\s{number}" + pick(["", written])
            else:
                sheet.append(f"{{\\s{number}{written} P{number};}}")
                sheet.append(f"{{\\s{number + 1}\\sbasedon{number} P{number + 1};}}")
                style_of_paragraph = f"\\s{number + 1}"
            mean += f" ({way})"
        elif kind == "paragraph":
            choices = paragraph_means(pick)
            mean = pick(list(choices))
            own_paragraph += choices[mean]()
        elif kind == "inside":
            choices = around_letters(pick)
            mean = pick(list(choices))
            opens, closes = choices[mean]()
            inside.append(
                (
                    opens,
                    closes if closes is not None else "}" * (opens.count("{") - opens.count("}")),
                )
            )
        elif kind == "outside":
            choices = around_paragraphs(pick)
            mean = pick(list(choices))
            outside.append(choices[mean]())
        else:
            mean = "page"
            ground = pick(
                [
                    "\\margl-20000",
                    "\\viewbksp1{\\*\\background{\\shp{\\*\\shpinst{\\sp{\\sn fillColor}{\\sv 0}}}}}",
                    "\\paperw900",
                    "\\titlepg",
                    "\\facingp",
                    "\\deflang1033",
                    "\\rtldoc",
                ]
            )
        means.append(mean)
    index = place(random)

    def write(line):
        inner = escaped(line)
        for opens, closes in reversed(inside):
            inner = opens + inner + closes
        if style_of_letters:
            inner = f"{{{style_of_letters} {inner}}}"
        inner = f"\\pard\\plain{after_default}{style_of_paragraph or ''}{own_paragraph}\\f1 {{{own_letters} {inner}}}"
        # The last mark of a paragraph within a cell is that of the cell.
        if outside and outside[-1][1].startswith(("\\cell", "\\nestcell")):
            opens, closes = outside[-1]
            inner = opens + inner.replace("\\pard\\plain", "\\plain", 1) + closes
            rest = outside[:-1]
        else:
            inner += "\\par\n"
            rest = outside
        for opens, closes in reversed(rest):
            inner = opens + inner + closes
        body = [f"\\pard\\plain\\b {NAME}\\b0\\par\n"]
        for at, (heading, lines) in enumerate(SECTIONS):
            body.append(f"\\pard\\plain\\b {heading}\\b0\\par\n")
            body += [f"\\pard\\plain {own}\\par\n" for own in lines]
            if at == index:
                body.append(inner)
        return packed("".join(body), sheet, ground)

    return means, write


def packed(body, sheet=(), ground=""):
    table = "".join(f"\\red{r}\\green{g}\\blue{b};" for r, g, b in COLOURS)
    fonts = "{\\fonttbl{\\f0 DejaVu Sans;}{\\f1\\fmodern DejaVu Sans Mono;}{\\f2\\fcharset2 Symbol;}{\\f3\\fcharset2 Wingdings;}}"
    return f"{{\\rtf1\\ansi\\ansicpg1252\\deff0{fonts}{{\\colortbl;{table}}}{{\\stylesheet{{\\s0 Normal;}}{''.join(sheet)}}}{ground}\n{body}}}".encode(
        "latin-1"
    )


def plain(line):
    text = "".join(
        f"\\pard\\plain {own}\\par\n"
        for own in [NAME] + [own for heading, lines in SECTIONS for own in [heading, *lines]]
    )
    return packed(text + f"\\pard\\plain\\f1 {escaped(line)}\\par\n")
