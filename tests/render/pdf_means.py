"""PDF: means of hiding written into raw content streams, forms, fonts, states, layers and the page itself."""

import zlib

from invented import LINE, NAME, SECTIONS, place


class File:
    """Objects by number; numbers are given before the object is written, so that they may point at one another."""

    def __init__(self, random):
        self.random = random
        self.objects = {}
        self.resources = {
            "Font": {},
            "ExtGState": {},
            "XObject": {},
            "ColorSpace": {},
            "Pattern": {},
            "Shading": {},
            "Properties": {},
        }
        self.page = {}
        self.catalog = {}
        self.annotations = []
        self.names = 0
        self.before, self.after = "", ""

    def add(self, body, stream=None):
        number = len(self.objects) + 1
        if stream is not None:
            data = stream.encode("latin-1") if isinstance(stream, str) else stream
            body = (
                f"<< {body} /Length {len(data)} >>".encode("latin-1")
                + b"\nstream\n"
                + data
                + b"\nendstream"
            )
        self.objects[number] = body if isinstance(body, bytes) else body.encode("latin-1")
        return f"{number} 0 R"

    def hold(self, kind, start, reference):
        self.names += 1
        name = f"{start}{self.names}"
        self.resources[kind][name] = reference
        return name

    def written_resources(self):
        return (
            "<< "
            + " ".join(
                f"/{kind} << {' '.join(f'/{name} {value}' for name, value in own.items())} >>"
                for kind, own in self.resources.items()
                if own
            )
            + " >>"
        )


X, Y, SIZE = 50, 400, 11
# What stands there takes this room.
WIDE = 0.6 * SIZE * len(LINE)


def text(string):
    return (
        "("
        + string.replace("\u00a0", " ")
        .replace("\\", "\\\\")
        .replace("(", "\\(")
        .replace(")", "\\)")
        + ")"
    )


def hexed(string):
    return "<" + string.replace("\u00a0", " ").encode("latin-1").hex() + ">"


class Look:
    """The text object itself: font, size, place, and what is set within it."""

    def __init__(self, file):
        self.font = file.hold("Font", "F", "<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>")
        self.size, self.matrix = SIZE, f"1 0 0 1 {X} {Y} Tm"
        self.inside = ""
        self.marked = None
        self.show = "Tj"

    def write(self, line):
        shown = {
            "Tj": f"{text(line)} Tj",
            "hex": f"{hexed(line)} Tj",
            "TJ": f"[{text(line[:9])} 0 {text(line[9:])}] TJ",
            "'": f"{text(line)} '",
            '"': f'0 0 {text(line)} "',
        }[self.show]
        inner = f"BT /{self.font} {self.size} Tf {self.matrix} {self.inside} {shown} ET\n"
        if self.marked:
            inner = self.marked(line, inner)
        return inner


def in_text(file, look):
    """Means that are set in the text object."""
    pick = file.random.choice

    def mode():
        look.inside += pick(
            [
                "3 Tr",
                "7 Tr",
                "1 Tr 1 G",
                "1 Tr 0 w 1 1 1 RG",
                "2 Tr 1 g 1 G",
                "2 Tr",
                "0 Tr",
                "5 Tr 1 G",
                "3 Tr 0 Tr",
                "4 Tr",
                "6 Tr 1 g 0 G",
                "1 Tr",
            ]
        )

    def size():
        look.size = pick([0, 0.1, 0.5, 1, 2, -11, 11, 0.001])

    def matrix():
        look.matrix = pick(
            [
                f"0.01 0 0 0.01 {X} {Y} Tm",
                f"1 0 0 0.01 {X} {Y} Tm",
                f"0 0 0 0 {X} {Y} Tm",
                f"1 0 0 1 -900 {Y} Tm",
                f"1 0 0 1 {X} 9000 Tm",
                f"1 0 0 1 {X} -20 Tm",
                f"-1 0 0 1 {X} {Y} Tm",
                f"0 1 -1 0 {X} {Y} Tm",
                f"{X} {Y} Td",
                f"1 0 1 0 {X} {Y} Tm",
                f"1 0 0 -1 {X} {Y} Tm",
                f"0.05 0 0 0.05 {X} {Y} Tm",
                f"1e-9 0 0 1 {X} {Y} Tm",
                f"1 0 0 1 {X} {Y} Tm 9000 0 Td",
                f"1 0 0 1 {X} {Y} Tm T*",
            ]
        )

    def stretched():
        look.inside += pick(["0 Tz", "1 Tz", "0.1 Tz", "100 Tz", "-100 Tz", "10 Tz"])

    def raised():
        look.inside += pick(["900 Ts", "-900 Ts", "3 Ts", "0 Ts"])

    def spaced():
        look.inside += pick(["-6.6 Tc", "-200 Tc", "1 Tc", "900 Tc", "0 Tc 900 Tw"])

    def colour():
        look.inside += pick(
            [
                "1 g",
                "1 1 1 rg",
                "0 0 0 0 k",
                "0.99 g",
                "1 1 0.99 rg",
                "0.95 g",
                "/DeviceGray cs 1 sc",
                "/DeviceRGB cs 1 1 1 scn",
                "/DeviceCMYK cs 0 0 0 0 sc",
                "0 g",
                "1 g 0 g",
                "0.02 0 0 0 k",
                "2 g",
                "1 0 0 rg",
                "/DeviceGray CS 1 SC",
            ]
        )

    def colour_space():
        half = pick(["0", "1", "0.02"])
        spaces = {
            "[/CalGray << /WhitePoint [0.95 1 1.09] >>]": ["1", "0", "0.98"],
            "[/CalRGB << /WhitePoint [0.95 1 1.09] >>]": ["1 1 1", "0 0 0"],
            "[/Lab << /WhitePoint [0.95 1 1.09] /Range [-100 100 -100 100] >>]": [
                "100 0 0",
                "0 0 0",
                "99 0 0",
            ],
            "[/Indexed /DeviceRGB 1 <FFFFFF000000>]": ["0", "1"],
            "[/Separation /Spot /DeviceGray << /FunctionType 2 /Domain [0 1] /C0 [1] /C1 [0] /N 1 >>]": [
                half
            ],
            "[/Separation /None /DeviceGray << /FunctionType 2 /Domain [0 1] /C0 [1] /C1 [0] /N 1 >>]": [
                "1"
            ],
            "[/Separation /All /DeviceCMYK << /FunctionType 2 /Domain [0 1] /C0 [0 0 0 0] /C1 [0 0 0 1] /N 1 >>]": [
                half
            ],
            "[/DeviceN [/A /B] /DeviceRGB << /FunctionType 4 /Domain [0 1 0 1] /Range [0 1 0 1 0 1] /Length 0 >>]": [],
            "[/Indexed [/Separation /Spot /DeviceGray << /FunctionType 2 /Domain [0 1] /C0 [1] /C1 [0] /N 1 >>] 1 <00FF>]": [
                "0",
                "1",
            ],
        }
        space = pick([key for key, values in spaces.items() if values])
        name = file.hold("ColorSpace", "C", space)
        look.inside += f"/{name} cs {pick(spaces[space])} {pick(['sc', 'scn'])}"

    def calculated_space():
        function = file.add(
            " /FunctionType 4 /Domain [0 1 0 1] /Range [0 1]",
            pick(["{ pop pop 1 }", "{ mul 1 exch sub }", "{ pop }", "{ add 2 div }"]),
        )
        name = file.hold("ColorSpace", "C", f"[/DeviceN [/A /B] /DeviceGray {function}]")
        look.inside += f"/{name} cs {pick(['1 1', '0 0', '1 0'])} scn"

    def profile():
        # A profile that no reader can use: the alternate space holds.
        stream = file.add(
            f"/N {pick([1, 3])} /Alternate /{pick(['DeviceGray', 'DeviceRGB'])}", "no profile"
        )
        name = file.hold("ColorSpace", "C", f"[/ICCBased {stream}]")
        look.inside += f"/{name} cs {pick(['1', '1 1 1', '0', '0 0 0'])} sc"

    def pattern():
        kind = pick(["white tiles", "black tiles", "shading", "empty tiles"])
        if kind == "shading":
            tone = pick(["1", "0"])
            value = f"<< /PatternType 2 /Shading << /ShadingType 2 /ColorSpace /DeviceGray /Coords [0 0 600 0] /Extend [true true] /Function << /FunctionType 2 /Domain [0 1] /C0 [{tone}] /C1 [{tone}] /N 1 >> >> >>"
        else:
            content = {
                "white tiles": "1 g 0 0 9 9 re f",
                "black tiles": "0 g 0 0 9 9 re f",
                "empty tiles": "",
            }[kind]
            value = file.add(
                "/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] /XStep 9 /YStep 9 /Resources << >>",
                content,
            )
        name = file.hold("Pattern", "P", value)
        look.inside += f"/Pattern cs /{name} scn"

    def state_font():
        font = file.add("<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>")
        name = file.hold("ExtGState", "G", f"<< /Font [{font} {pick(['0.1', '0', '11', '1'])}] >>")
        look.inside += f"/{name} gs"

    def type3():
        glyph = pick(
            [
                "600 0 d0",
                "600 0 0 0 600 600 d1",
                "600 0 d0 1 g 0 0 500 500 re f",
                "600 0 d0 0 0 500 500 re f",
                "600 0 0 0 500 500 d1 0 0 500 500 re f",
                "0 0 d0",
                "600 0 d0 0 0 1 1 re f",
            ]
        )
        proc = file.add("", glyph)
        names = sorted({c for c in LINE if c.isalpha()} | {"comma"})
        procs = " ".join(f"/{name} {proc}" for name in names)
        differences = " ".join(f"{ord(',' if name == 'comma' else name)} /{name}" for name in names)
        matrix = pick(["0.001 0 0 0.001 0 0", "0.000001 0 0 0.000001 0 0", "0.001 0 0 0 0 0"])
        look.font = file.hold(
            "Font",
            "F",
            f"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 600 600] /FontMatrix [{matrix}] /CharProcs << {procs} >> /Encoding << /Differences [{differences}] >> /FirstChar 0 /LastChar 255 /Widths [{' '.join(['600'] * 256)}] /Resources << >> >>",
        )

    def encoded():
        differences = " ".join(
            f"{ord(c)} /{pick(['space', 'nothinghere', '.notdef'])}"
            for c in sorted(set(LINE) - {" "})
        )
        extra = (
            "/ToUnicode " + to_unicode(file, {ord(c): c for c in set(LINE)})
            if pick([True, False])
            else ""
        )
        look.font = file.hold(
            "Font",
            "F",
            f"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding << /Differences [{differences}] >> {extra} >>",
        )

    def lies():
        """Every code draws a space or a dot, and says that it is a letter. The line lies in the table, and codes in the text."""
        glyph = pick(["space", "space", "period"])
        differences = " ".join(f"{128 + at} /{glyph}" for at in range(len(LINE)))

        def marked(line, inner):
            table = to_unicode(file, {128 + at: c for at, c in enumerate(line)})
            own = file.hold(
                "Font",
                "F",
                f"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding << /Differences [{differences}] >> /ToUnicode {table} >>",
            )
            codes = "".join(f"{128 + at:02x}" for at in range(len(line)))
            return f"BT /{own} {look.size} Tf {look.matrix} {look.inside} <{codes}> Tj ET\n"

        look.marked = marked

    def actual():
        shown = pick([".", " ", "", "Hobbies"])
        key = pick(["ActualText", "ActualText", "Alt", "E"])

        def marked(line, inner):
            return f"/Span << /{key} {text(line)} >> BDC BT /{look.font} {look.size} Tf {look.matrix} {look.inside} {text(shown)} Tj ET EMC\n"

        look.marked = marked

    def widths():
        width = pick(["0", "1", "600"])
        look.font = file.hold(
            "Font",
            "F",
            f"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /FirstChar 32 /LastChar 126 /Widths [{' '.join([width] * 95)}] >>",
        )

    def shown():
        look.show = pick(["hex", "TJ", "'", '"'])

    def composite():
        # Not embedded: what it draws is the reader's guess.
        child = file.add(
            "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /DejaVuSansMono /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 600 /FontDescriptor << /Type /FontDescriptor /FontName /DejaVuSansMono /Flags 4 /FontBBox [0 0 600 900] /ItalicAngle 0 /Ascent 900 /Descent 0 /CapHeight 700 /StemV 80 >> >>"
        )
        table = to_unicode(file, {ord(c): c for c in set(LINE)}, wide=True)
        look.font = file.hold(
            "Font",
            "F",
            f"<< /Type /Font /Subtype /Type0 /BaseFont /DejaVuSansMono /Encoding /Identity-H /DescendantFonts [{child}] /ToUnicode {table} >>",
        )
        look.marked = lambda line, inner: (
            f"BT /{look.font} {look.size} Tf {look.matrix} {look.inside} <{''.join(f'{ord(c):04x}' for c in line.replace(chr(160), ' '))}> Tj ET\n"
        )

    return {
        "text mode": mode,
        "font size": size,
        "text matrix": matrix,
        "horizontal scale": stretched,
        "rise": raised,
        "spacing": spaced,
        "colour": colour,
        "colour space": colour_space,
        "calculated colour": calculated_space,
        "colour profile": profile,
        "pattern": pattern,
        "font of a state": state_font,
        "drawn font": type3,
        "encoding without letters": encoded,
        "table that lies": lies,
        "actual text": actual,
        "widths": widths,
        "operators": shown,
        "composite font": composite,
    }


def to_unicode(file, table, wide=False):
    digits = 4 if wide else 2
    lines = "\n".join(
        f"<{code:0{digits}x}> <{ord(' ' if c == chr(160) else c):04x}>"
        for code, c in sorted(table.items())
    )
    return file.add(
        "",
        f"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /T def /CMapType 2 def 1 begincodespacerange <{'00' * (digits // 2)}> <{'ff' * (digits // 2)}> endcodespacerange {len(table)} beginbfchar\n{lines}\nendbfchar endcmap end end",
    )


def around_text(file):
    """Means that stand around the text object: each gives what is written before and after it, or what makes a form of it."""
    pick = file.random.choice
    top = Y + SIZE + 3
    cover_place = f"{X - 5} {Y - 5} {WIDE + 10:.0f} {SIZE + 12}"

    def transparency():
        value = pick(
            [
                "/ca 0",
                "/ca 0.02",
                "/ca 1",
                "/CA 0",
                "/BM /Screen",
                "/BM /Lighten",
                "/BM /Multiply /ca 0.01",
                "/BM [/Nothing /Screen]",
                "/BM /ColorDodge",
                "/BM /Darken",
                "/OP true /op true /OPM 1",
                "/AIS true /ca 0",
                "/ca 0.3",
                "/SMask /None",
                "/TR /Identity",
                "/BM /Luminosity",
                "/BM /Difference",
            ]
        )
        name = file.hold("ExtGState", "G", f"<< {value} >>")
        return f"q /{name} gs\n", "Q\n"

    def soft_mask():
        kind = pick(["Luminosity", "Alpha"])
        content = pick(
            [
                "",
                "0 g 0 0 700 900 re f",
                "1 g 0 0 700 900 re f",
                "0.02 g 0 0 700 900 re f",
                "1 g 0 0 9 9 re f",
            ]
        )
        group = file.add(
            "/Type /XObject /Subtype /Form /BBox [0 0 700 900] /Group << /S /Transparency /CS /DeviceGray >> /Resources << >>",
            content,
        )
        extra = pick(["", "/BC [0]", "/BC [1]", "/TR /Identity"])
        name = file.hold("ExtGState", "G", f"<< /SMask << /S /{kind} /G {group} {extra} >> >>")
        return f"q /{name} gs\n", "Q\n"

    def clip():
        path = pick(
            [
                "0 0 0 0 re",
                "0 0 5 5 re",
                f"{X} {Y} 0.1 0.1 re",
                "0 0 m 0 0 l h",
                f"{cover_place} re",
                "-99 -99 9 9 re",
                "",
                f"{X} {Y - 2} 500 1 re",
                "0 0 m 9 9 l",
                "0 0 700 900 re 0 0 700 900 re",
            ]
        )
        return f"q {path} {pick(['W', 'W*'])} n\n", "Q\n"

    def clips_that_miss():
        return "q 0 0 300 300 re W n 300 300 300 300 re W n\n", "Q\n"

    def clip_of_text():
        font = file.hold("Font", "F", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
        return (
            f"q BT /{font} {pick(['9', '900'])} Tf 7 Tr {pick(['10 10', f'{X} {Y}'])} Td {pick(['(.)', '( )', '(M)'])} Tj ET\n",
            "Q\n",
        )

    def moved():
        return (
            f"q {pick(['1 0 0 1 -5000 0', '1 0 0 1 0 9000', '0.01 0 0 0.01 0 0', '0 0 0 0 0 0', '1 0 0 0 0 400', '1 0 0 1 5 5', '0.001 0 0 1 50 0', '1e6 0 0 1e6 0 0', '-1 0 0 1 0 0', '0.05 0 0 0.05 50 50'])} cm\n",
            "Q\n",
        )

    def cover():
        tone = pick(["1 g", "1 1 1 rg", "0 g", "0 0 0 0 k", "0.5 g"])
        name_of_state = file.hold(
            "ExtGState", "G", f"<< /ca {pick(['1', '1', '0.99', '0.1', '0'])} >>"
        )
        shape = pick(
            [
                f"{tone} {cover_place} re f",
                f"{tone} {cover_place} re f*",
                f"{tone} {cover_place} re B",
                f"{tone.upper() if tone[-1] == 'g' else '1 G'} {SIZE * 3} w {X - 5} {Y + 4} m {X + WIDE + 9:.0f} {Y + 4} l S",
                f"{tone} {X - 5} {Y - 5} m {X + WIDE + 9:.0f} {Y - 5} l {X + WIDE + 9:.0f} {top} l {X - 5} {top} l h f",
                f"{tone} {X - 40} {Y - 60} m {X - 40} {top + 90} {X + WIDE + 60:.0f} {top + 90} {X + WIDE + 60:.0f} {Y - 60} c f",
                f"{tone} 0 0 9 9 re f",
                f"{tone} {cover_place} re W n 0 0 700 900 re f",
            ]
        )
        return "", f"q /{name_of_state} gs {shape} Q\n"

    def cover_of_form():
        form = file.add(
            f"/Type /XObject /Subtype /Form /BBox [0 0 {pick(['1 1', '0 0', '1 0.1'])}] /Matrix [1 0 0 1 0 0] /Resources << >>",
            "1 g 0 0 1 1 re f",
        )
        name = file.hold("XObject", "X", form)
        return "", f"q {WIDE + 10:.0f} 0 0 {SIZE + 12} {X - 5} {Y - 5} cm /{name} Do Q\n"

    def cover_of_image():
        extra = pick(
            [
                "",
                "",
                "/SMask "
                + file.add(
                    "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8",
                    pick([b"\xff", b"\x00"]),
                ),
                "/Mask [255 255]",
                "/Decode [1 0]",
            ]
        )
        image = file.add(
            f"/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 {extra}",
            b"\xff",
        )
        name = file.hold("XObject", "X", image)
        matrix = f"{WIDE + 10:.0f} 0 0 {SIZE + 12} {X - 5} {Y - 5} cm"
        return "", pick(
            [
                f"q {matrix} /{name} Do Q\n",
                f"q {matrix} BI /W 1 /H 1 /CS /G /BPC 8 ID \xff EI Q\n",
                f"q 1 g {matrix} BI /W 1 /H 1 /IM true ID \x00 EI Q\n",
            ]
        )

    def cover_of_shading():
        name = file.hold(
            "Shading",
            "S",
            "<< /ShadingType 2 /ColorSpace /DeviceGray /Coords [0 0 600 0] /Extend [true true] /Function << /FunctionType 2 /Domain [0 1] /C0 [1] /C1 [1] /N 1 >> >>",
        )
        return "", f"q {pick([f'{cover_place} re W n', '0 0 9 9 re W n', ''])} /{name} sh Q\n"

    def cover_of_pattern():
        value = file.add(
            "/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] /XStep 9 /YStep 9 /Resources << >>",
            pick(["1 g 0 0 9 9 re f", ""]),
        )
        name = file.hold("Pattern", "P", value)
        return "", f"q /Pattern cs /{name} scn {cover_place} re f Q\n"

    def cover_of_letters():
        font = file.hold("Font", "F", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold >>")
        return "", f"q 1 g BT /{font} {pick(['3000', '9'])} Tf {X - 300} {Y - 400} Td (.) Tj ET Q\n"

    def ground():
        return f"q {pick(['0 g', '1 g', '0.05 g'])} {cover_place} re f Q\n", ""

    def layer():
        group = file.add(
            f"<< /Type /OCG /Name (l) {pick(['', '/Usage << /View << /ViewState /OFF >> >>', '/Usage << /Print << /PrintState /OFF >> >>', '/Intent /Design'])} >>"
        )
        off = pick(
            [
                f"/OFF [{group}]",
                "/BaseState /OFF",
                f"/ON [{group}]",
                f"/BaseState /OFF /ON [{group}]",
                f"/AS [<< /Event /View /Category [/View] /OCGs [{group}] >>]",
            ]
        )
        file.catalog["OCProperties"] = f"<< /OCGs [{group}] /D << /Order [{group}] {off} >> >>"
        value = pick(
            [
                group,
                group,
                file.add(
                    f"<< /Type /OCMD /OCGs [{group}] /P /{pick(['AllOn', 'AnyOn', 'AnyOff', 'AllOff'])} >>"
                ),
                file.add(f"<< /Type /OCMD /VE [/{pick(['Not', 'And', 'Or'])} {group}] >>"),
            ]
        )
        name = file.hold("Properties", "L", value)
        return pick(
            [
                (f"/OC /{name} BDC\n", "EMC\n"),
                (f"/OC /{name} BDC /Span BMC\n", "EMC EMC\n"),
                (f"/Span /{name} BDC\n", "EMC\n"),
            ]
        )

    def marked():
        return pick(
            [
                ("/Artifact BMC\n", "EMC\n"),
                ("/Artifact << /Type /Pagination >> BDC\n", "EMC\n"),
                ("BX\n", "EX\n"),
                ("/P << /MCID 0 >> BDC\n", "EMC\n"),
            ]
        )

    def state():
        return pick(
            [
                ("q 1 g\n", "Q\n"),
                ("q 1 1 1 rg 0 g\n", "Q\n"),
                ("q 3 i 0 J 0.1 w\n", "Q\n"),
                ("q 1 g q Q\n", "Q\n"),
                ("1 g\n", "0 g\n"),
                ("q 3 Tr\n", "Q\n"),
                ("q 0 Tz\n", "Q\n"),
                ("q 900 Ts\n", "Q\n"),
            ]
        )

    def form():
        box = pick(
            [
                "0 0 700 900",
                "0 0 700 900",
                "0 0 1 1",
                "0 0 0 0",
                f"{cover_place.split()[0]} {Y - 5} 600 {Y + 20}",
                "-9 -9 -1 -1",
            ]
        )
        matrix = pick(
            [
                "",
                "/Matrix [1 0 0 1 0 0]",
                "/Matrix [0.001 0 0 0.001 0 0]",
                "/Matrix [1 0 0 1 -5000 0]",
                "/Matrix [0 0 0 0 0 0]",
                "/Matrix [1 0 0 1 5 5]",
            ]
        )
        group = pick(
            [
                "",
                "",
                "/Group << /S /Transparency >>",
                "/Group << /S /Transparency /I true /K true >>",
            ]
        )
        before = pick(["", "", "1 g ", "0.01 0 0 0.01 0 0 cm "])
        state_before = pick(
            [
                "",
                "",
                "q /%s gs " % file.hold("ExtGState", "G", "<< /ca 0 >>"),
                "q 1 g ",
                "q 0 0 5 5 re W n ",
            ]
        )

        def make_form(inner):
            form = file.add(
                f"/Type /XObject /Subtype /Form /BBox [{box}] {matrix} {group} /Resources {file.written_resources()}",
                before + inner,
            )
            name = file.hold("XObject", "X", form)
            return f"{state_before}/{name} Do {'Q' if state_before else ''}\n"

        return make_form

    def form_of_layer():
        def make_form(inner):
            group = file.add("<< /Type /OCG /Name (f) >>")
            file.catalog["OCProperties"] = f"<< /OCGs [{group}] /D << {off.format(group)} >> >>"
            form = file.add(
                f"/Type /XObject /Subtype /Form /BBox [0 0 700 900] /OC {group} /Resources {file.written_resources()}",
                inner,
            )
            return f"/{file.hold('XObject', 'X', form)} Do\n"

        off = pick(["/OFF [{}]", "/ON [{}]", "/BaseState /OFF"])
        return make_form

    def never_drawn():
        def make_form(inner):
            form = file.add(
                f"/Type /XObject /Subtype /Form /BBox [0 0 700 900] /Resources {file.written_resources()}",
                inner,
            )
            file.hold("XObject", "X", form)
            return ""

        return make_form

    def in_tiles():
        def make_form(inner):
            value = file.add(
                f"/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 700 900] /XStep 700 /YStep 900 /Resources {file.written_resources()}",
                inner,
            )
            name = file.hold("Pattern", "P", value)
            return f"q /Pattern cs /{name} scn {shape} re f Q\n"

        shape = pick(["0 0 700 900", "0 0 1 1"])
        return make_form

    def annotation():
        flags = pick(["0", "2", "32", "4", "1"])
        kind = pick(["FreeText", "Stamp", "Widget", "Text", "Popup", "Square"])
        box = pick(["50 390 500 415", "0 0 0 0", "-500 0 -10 20", "50 390 51 391"])

        def make_form(inner):
            form = file.add(
                f"/Type /XObject /Subtype /Form /BBox [50 390 500 415] /Resources {file.written_resources()}",
                inner,
            )
            appearance = pick_appearance.format(form)
            extra = "/FT /Tx /T (f) /V (x) /DA (/Helv 9 Tf)" if kind == "Widget" else ""
            file.annotations.append(
                file.add(
                    f"<< /Type /Annot /Subtype /{kind} /Rect [{box}] /F {flags} /Contents (x) {extra} {appearance} >>"
                )
            )
            return ""

        pick_appearance = pick(
            [
                "/AP << /N {} >>",
                "/AP << /N << /On {} >> >> /AS /On",
                "/AP << /N << /On {} >> >> /AS /Off",
                "/AP << /D {} >>",
            ]
        )
        return make_form

    def cover_of_annotation():
        form = file.add(
            "/Type /XObject /Subtype /Form /BBox [0 0 600 30] /Resources << >>",
            "1 g 0 0 600 30 re f",
        )
        file.annotations.append(
            file.add(
                f"<< /Type /Annot /Subtype /{pick(['Square', 'Stamp', 'FreeText'])} /Rect [{X - 5} {Y - 5} {X + 595} {Y + 25}] /F {pick(['4', '0', '2'])} /AP << /N {form} >> >>"
            )
        )
        return "", ""

    return {
        "transparency": transparency,
        "soft mask": soft_mask,
        "clip": clip,
        "clips that miss": clips_that_miss,
        "clip of text": clip_of_text,
        "moved": moved,
        "cover": cover,
        "cover of a form": cover_of_form,
        "cover of an image": cover_of_image,
        "cover of a shading": cover_of_shading,
        "cover of a pattern": cover_of_pattern,
        "cover of letters": cover_of_letters,
        "ground": ground,
        "layer": layer,
        "marked": marked,
        "state": state,
        "form": form,
        "form of a layer": form_of_layer,
        "never drawn": never_drawn,
        "in tiles": in_tiles,
        "annotation": annotation,
        "cover of an annotation": cover_of_annotation,
    }


def of_page(file):
    pick = file.random.choice

    def boxes():
        file.page[pick(["CropBox", "CropBox", "MediaBox", "TrimBox"])] = pick(
            [
                "[0 430 595 842]",
                "[0 0 595 842]",
                "[0 0 595 390]",
                "[300 0 595 842]",
                "[0 500 595 842]",
            ]
        )

    def turned():
        file.page["Rotate"] = pick(["90", "180", "0"])

    def unit():
        file.page["UserUnit"] = pick(["0.01", "1", "0.1", "2"])

    def before():
        file.before += pick(
            [
                "0 g 0 0 595 842 re f 1 g\n",
                "q 0 0 595 842 re W n\n",
                "q 1 0 0 1 0 0 cm\n",
                "/Artifact BMC EMC\n",
                "0 g 0 0 595 842 re f 0 g\n",
            ]
        )

    def after():
        file.after += pick(
            [
                "q 1 g 0 380 595 50 re f Q\n",
                "1 g 0 0 595 842 re n\n",
                "q 0 0 9 9 re W n 1 g 0 0 595 842 re f Q\n",
                "q 1 g 0 380 595 50 re f* Q\n",
            ]
        )

    return {
        "boxes of the page": boxes,
        "page turned": turned,
        "unit of the page": unit,
        "before all": before,
        "after all": after,
    }


def make(random):
    seed = random.random()
    means = []

    def build(line):
        import random as generators

        own = generators.Random(seed)
        means.clear()
        file = File(own)
        look = Look(file)
        wraps = []
        index = place(own)
        for _ in range(own.choice([1, 1, 2, 2, 3])):
            kind = own.choice(["text", "text", "around", "around", "around", "page"])
            if kind == "text":
                choices = in_text(file, look)
                mean = own.choice(list(choices))
                choices[mean]()
            elif kind == "around":
                choices = around_text(file)
                mean = own.choice(list(choices))
                wraps.append(choices[mean]())
            else:
                choices = of_page(file)
                mean = own.choice(list(choices))
                choices[mean]()
            means.append(mean)
        inner = look.write(line)
        for wrap in reversed(wraps):
            inner = wrap(inner) if callable(wrap) else wrap[0] + inner + wrap[1]
        return packed(file, inner, index)

    build(LINE)
    return list(means), build


def packed(file, inner, index):
    font = file.hold("Font", "F", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")

    def said(string, size, down):
        return f"BT /{font} {size} Tf 50 {down} Td {text(string)} Tj ET\n"

    # The line's place is the same whatever stands before it: the sections flow above it and below.
    above, below = "", ""
    down, below_from = 790, Y - 30
    above += said(NAME, 18, down)
    for at, (heading, lines) in enumerate(SECTIONS):
        for string, size in [(heading, 13)] + [(string, 10) for string in lines]:
            if at <= index:
                down -= 22
                above += said(string, size, down)
            else:
                below += said(string, size, below_from)
                below_from -= 22
    content = file.before + above + inner + below + file.after
    stream = file.add("/Filter /FlateDecode", zlib.compress(content.encode("latin-1")))
    pages = len(file.objects) + 2
    settings = {"MediaBox": "[0 0 595 842]", **file.page}
    extra = " ".join(f"/{key} {value}" for key, value in settings.items())
    annotations = f"/Annots [{' '.join(file.annotations)}]" if file.annotations else ""
    page = file.add(
        f"<< /Type /Page /Parent {pages} 0 R {extra} /Resources {file.written_resources()} /Contents {stream} {annotations} >>"
    )
    file.add(f"<< /Type /Pages /Kids [{page}] /Count 1 >>")
    catalog = file.add(
        f"<< /Type /Catalog /Pages {pages} 0 R {' '.join(f'/{key} {value}' for key, value in file.catalog.items())} >>"
    )
    data, offsets = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", []
    for number, body in file.objects.items():
        offsets.append(len(data))
        data += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = f"xref\n0 {len(offsets) + 1}\n0000000000 65535 f \n" + "".join(
        f"{offset:010} 00000 n \n" for offset in offsets
    )
    return (
        data
        + table.encode()
        + f"trailer << /Size {len(offsets) + 1} /Root {catalog} >>\nstartxref\n{len(data)}\n%%EOF\n".encode()
    )


def plain(line):
    file = File(None)
    return packed(file, Look(file).write(line), 1)
