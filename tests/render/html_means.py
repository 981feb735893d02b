"""HTML: means of hiding (and of not hiding) put around a line, attached by all ways that CSS knows."""

import html

from invented import NAME, SECTIONS, place

# One pixel each: white and black, as pictures that lie inside the file.
WHITE_DOT = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='9' height='9'%3E%3Crect width='9' height='9' fill='white'/%3E%3C/svg%3E"
BLACK_DOT = WHITE_DOT.replace("white", "black")


class Page:
    def __init__(self, random):
        self.random = random
        self.sheet = []
        self.head = []
        self.body = {}
        self.end = []
        self.names = 0

    def name(self):
        self.names += 1
        return f"n{self.names}"


class Box:
    """One element around the line."""

    def __init__(self, tag="div"):
        self.tag = tag
        self.attributes = {}
        self.classes = []
        self.inline = []
        self.opens, self.closes = "", ""
        self.around = ("", "")

    def wrap(self, inner):
        if self.tag is None:
            return self.around[0] + self.opens + inner + self.closes + self.around[1]
        attributes = dict(self.attributes)
        if self.classes:
            attributes["class"] = " ".join(self.classes)
        if self.inline:
            attributes["style"] = "; ".join(self.inline)
        written = "".join(
            f" {name}" if value is None else f' {name}="{html.escape(value)}"'
            for name, value in attributes.items()
        )
        return f"{self.around[0]}<{self.tag}{written}>{self.opens}{inner}{self.closes}</{self.tag}>{self.around[1]}"


# Values ---------------------------------------------------------------------------------------------------


def colour(page, grey):
    """A grey (0 to 255) in one of the ways of writing it."""
    r = page.random
    share = f"{grey / 255:.4f}"
    percent = f"{grey / 2.55:.2f}%"
    forms = [
        "#" + f"{grey:02x}" * 3,
        "#" + f"{grey:02X}" * 3 + "ff",
        f"rgb({grey}, {grey}, {grey})",
        f"rgb({grey} {grey} {grey} / 100%)",
        f"rgba({percent}, {percent}, {percent}, 1)",
        f"hsl(0, 0%, {percent})",
        f"hsl(1turn 0% {percent} / 1)",
        f"hwb(90 {percent} {grey_rest(grey)})",
        f"color(srgb {share} {share} {share})",
        f"color-mix(in srgb, rgb({grey} {grey} {grey}), rgb({grey} {grey} {grey}) 30%)",
        f"rgb(from rgb({grey} {grey} {grey}) r g b)",
        f"light-dark(rgb({grey} {grey} {grey}), red)",
    ]
    if grey in (0, 255):
        full = "100%" if grey else "0%"
        forms += [
            "white" if grey else "black",
            "WHITE" if grey else "BLACK",
            "#fff" if grey else "#000",
            "#fffF" if grey else "#000f",
            f"lab({full} 0 0)",
            f"oklch({full} 0 0)",
            f"oklab({full} 0 0)",
            f"lch({full} 0 none)",
            f"color(display-p3 {share} {share} {share})",
            "color-mix(in oklab, white 100%, black)"
            if grey
            else "color-mix(in lab, black 100%, white)",
            "Canvas" if grey else "CanvasText",
            "Field" if grey else "FieldText",
        ]
    value = r.choice(forms)
    if r.random() < 0.15:
        value = variable(page, value)
    return value


def grey_rest(grey):
    return f"{100 - grey / 2.55:.2f}%"


def see_through(page):
    r = page.random
    return r.choice(
        [
            "transparent",
            "rgba(0,0,0,0)",
            "rgb(0 0 0 / 0%)",
            "#0000",
            "#00000000",
            "hsl(0 0% 0% / 0)",
            "hsla(9,9%,9%,.02)",
            "color-mix(in srgb, transparent, transparent)",
            "color-mix(in srgb, black 1%, transparent)",
            "oklch(0 0 0 / 0)",
            "color(srgb 0 0 0 / 0)",
            "rgb(from black r g b / 0)",
        ]
    )


def variable(page, value):
    name = "--" + page.name()
    where = page.random.choice([":root", "html", "body", "*"])
    page.sheet.append(f"{where} {{ {name}: {value} }}")
    again = page.random.random()
    if again < 0.25:
        return f"var({name}, red)"
    if again < 0.4:
        return f"var(--none-of-these, {value})"
    if again < 0.5:
        second = "--" + page.name()
        page.sheet.append(f":root {{ {second}: var({name}) }}")
        return f"var({second})"
    return f"var({name})"


def length(page, pixels):
    """About so many pixels in one of the units and functions."""
    r = page.random
    forms = [
        f"{pixels:g}px",
        f"{pixels:g}px",
        f"{pixels * 0.75:g}pt",
        f"{pixels / 16:g}em",
        f"{pixels / 16:g}rem",
        f"{pixels / 96:g}in",
        f"{pixels / 37.8:g}cm",
        f"{pixels / 3.78:g}mm",
        f"{pixels / 0.945:g}Q",
        f"{pixels / 16:g}pc",
        f"{pixels / 10:g}vw",
        f"{pixels / 14:g}vh",
        f"{pixels / 9.6:g}ch",
        f"{pixels / 8:g}ex",
        f"{pixels / 10:g}vmin",
        f"{pixels / 20:g}lh",
        f"{pixels / 14:g}dvh",
        f"{pixels / 10:g}svw",
        f"{pixels / 9.6:g}cap",
        f"{pixels / 16:g}ic",
        f"{pixels / 20:g}rlh",
        f"{pixels / 10:g}vi",
        f"calc({pixels + 20:g}px - 20px)",
        f"calc({pixels / 4:g}px * 4)",
        f"calc(100% - 100% + {pixels:g}px)",
        f"calc(({pixels / 2:g}px + {pixels / 2:g}px) / 1)",
        f"min({pixels:g}px, 9e5px)",
        f"max({pixels:g}px, -9e5px)",
        f"clamp(-9e5px, {pixels:g}px, 9e5px)",
        f"calc(1px * {pixels:g})",
        f"round({pixels:g}px, 0.1px)",
        f"calc({pixels:g}px + 0em)",
        f"calc({pixels:g} * 1px + sin(0) * 1px)",
        f"calc(-1 * {-pixels:g}px)",
        f"{pixels:.3e}px",
    ]
    value = r.choice(forms)
    if r.random() < 0.12:
        value = variable(page, value)
    return value


# Means by declarations ------------------------------------------------------------------------------------


def declared(page):
    """Named lists of declarations; numbers are drawn so that each mean hides at one time and not at another."""
    r = page.random
    pick = r.choice

    def px(*pixels):
        return length(page, pick(pixels))

    def grey(*greys):
        return colour(page, pick(greys))

    def number(*numbers):
        value = pick(numbers)
        return variable(page, value) if r.random() < 0.1 else value

    same = pick([0, 255, 120, 40])
    tones = {
        "font-size": lambda: [
            (
                "font-size",
                pick(
                    [
                        px(0, 0.2, 1, 2, 3),
                        px(0, 0.5, 1),
                        "0%",
                        "1%",
                        "0.01em",
                        "xx-small",
                        "smaller",
                        px(12, 16),
                    ]
                ),
            )
        ],
        "font": lambda: [
            (
                "font",
                pick(
                    [
                        "0/0 a",
                        f"{px(0, 1)} monospace",
                        "1px/1 serif",
                        "italic 16px monospace",
                        "caption",
                        "0 monospace",
                    ]
                ),
            )
        ],
        "font-size-adjust": lambda: [
            ("font-size-adjust", pick(["0", "0.01", "0.1", "none", "0.5", "cap-height 0"]))
        ],
        "colour": lambda: [
            ("color", pick([grey(255, 254, 250, 240), grey(255, 200, 0), see_through(page)]))
        ],
        "colour of fill": lambda: [
            ("-webkit-text-fill-color", pick([grey(255, 0), see_through(page)]))
        ],
        "colour fights": lambda: [
            ("color", grey(0)),
            ("color", pick(["nonsense", grey(255), "rgb(1 2)"])),
            ("color", pick([grey(255), "bad("[:-1], "inherit"])),
        ],
        "colour on ground": lambda: [
            ("color", colour(page, same)),
            ("background", colour(page, same)),
        ],
        "ground colour": lambda: [("background-color", pick([grey(0, 10, 30), grey(255)]))],
        "gradient ground": lambda: [
            (
                "background",
                pick(
                    [
                        f"linear-gradient({grey(0)}, {grey(0)})",
                        f"linear-gradient(to right, {grey(0)}, {grey(20)} 50%, {grey(0)})",
                        f"radial-gradient({grey(0)}, {grey(0)})",
                        f"conic-gradient({grey(0)} 0 100%)",
                        f"repeating-linear-gradient({grey(0)} 0 9px, {grey(10)} 9px 18px)",
                        f"linear-gradient({grey(255)}, {grey(240)})",
                        f'image-set(url("{BLACK_DOT}") 1x)',
                        f'cross-fade(url("{BLACK_DOT}"), url("{BLACK_DOT}"), 50%)',
                    ]
                ),
            )
        ],
        "picture ground": lambda: [("background-image", f'url("{pick([BLACK_DOT, WHITE_DOT])}")')],
        "ground cut to text": lambda: [
            (
                "background",
                pick([grey(255), f"linear-gradient({grey(255)}, {grey(255)})", grey(0), "none"]),
            ),
            ("-webkit-background-clip", "text"),
            ("background-clip", "text"),
            ("color", see_through(page)),
        ],
        "opacity": lambda: [
            (
                "opacity",
                number(
                    "0",
                    "0.0",
                    "0%",
                    "1%",
                    ".01",
                    ".05",
                    "1e-3",
                    "calc(1 - 1)",
                    "-1",
                    "0.6",
                    "1",
                    "max(0, 0.02)",
                ),
            )
        ],
        "filter": lambda: [
            (
                pick(["filter", "-webkit-filter"]),
                pick(
                    [
                        "opacity(0)",
                        "opacity(0%)",
                        "opacity(2%)",
                        "brightness(100)",
                        "invert(1)",
                        "contrast(0)",
                        "blur(40px)",
                        "blur(3em)",
                        "grayscale(1)",
                        "drop-shadow(0 0 0 white) opacity(0)",
                        "invert(1) invert(100%)",
                        "sepia(1)",
                        "brightness(0)",
                        "none",
                        "url(#none)",
                    ]
                ),
            )
        ],
        "backdrop": lambda: [
            ("backdrop-filter", pick(["blur(2px)", "invert(1)", "brightness(0)"]))
        ],
        "clip path": lambda: [
            (
                pick(["clip-path", "-webkit-clip-path"]),
                pick(
                    [
                        "inset(100%)",
                        "inset(50%)",
                        "circle(0)",
                        "circle(0px at 50% 50%)",
                        "polygon(0 0)",
                        "polygon(0 0, 0 0, 0 0)",
                        "polygon(0 0, 100% 0, 100% 1px)",
                        'path("M0 0")',
                        'path("M0 0 L1 0 L1 1 Z")',
                        "inset(0)",
                        "ellipse(50% 50%)",
                        "ellipse(0 50%)",
                        "rect(0 0 0 0)",
                        "xywh(0 0 0 0)",
                        "xywh(0 0 100% 100%)",
                        "inset(0 100% 0 0)",
                        "url(#none)",
                        "margin-box",
                        "circle(1px at -99px 0)",
                        "none",
                        "inset(-50px)",
                        "inset(0 0 calc(100% - 1px) 0)",
                        "polygon(-99px -99px, -9px -99px, -9px -9px)",
                    ]
                ),
            )
        ],
        "clip": lambda: [
            ("position", pick(["absolute", "fixed", "static"])),
            (
                "clip",
                pick(
                    [
                        "rect(0,0,0,0)",
                        "rect(1px 1px 1px 1px)",
                        "rect(0px, 0px, 99px, 0px)",
                        "auto",
                        "rect(auto,auto,1px,auto)",
                    ]
                ),
            ),
        ],
        "mask": lambda: [
            (
                pick(["mask", "-webkit-mask", "mask-image", "-webkit-mask-image"]),
                pick(
                    [
                        "linear-gradient(transparent, transparent)",
                        "linear-gradient(#0000 0 0)",
                        "linear-gradient(black, black)",
                        'url("data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")',
                        "radial-gradient(#0000, #0000)",
                        "url(#none)",
                        "none",
                    ]
                ),
            )
        ],
        "transform": lambda: [
            (
                pick(["transform", "-webkit-transform"]),
                pick(
                    [
                        "scale(0)",
                        "scale(.01)",
                        "scale(0.05)",
                        "scaleX(0)",
                        "scaleY(0)",
                        "scale(1, 0)",
                        "scale3d(0,0,0)",
                        "rotateX(90deg)",
                        "rotateY(90deg)",
                        "rotateY(.25turn)",
                        "rotate(0)",
                        "rotate(180deg)",
                        "matrix(0,0,0,0,0,0)",
                        "matrix(.01,0,0,.01,0,0)",
                        "matrix3d(1,0,0,0,0,0,0,0,0,0,1,0,0,0,0,1)",
                        "skewX(89.99deg)",
                        f"translate({px(-2000, -999)})",
                        f"translateX({px(-3000, 10)})",
                        f"translateY({px(-3000, 5)})",
                        "translate3d(-9999px,0,0)",
                        "perspective(1px) translateZ(2px)",
                        "perspective(100px) translateZ(200px)",
                        "scale(1)",
                        "scale(-1, 1)",
                        "translate(-200vw)",
                        "translate(-100%, -5000%)",
                        "scale(2) scale(0.001)",
                        "scale(5%)",
                        "none",
                    ]
                ),
            )
        ],
        "transform parts": lambda: [
            pick(
                [
                    ("scale", "0"),
                    ("scale", "1 0"),
                    ("scale", "0.02"),
                    ("scale", "1"),
                    ("translate", "-200vw"),
                    ("translate", "0 -3000px"),
                    ("translate", "5px"),
                    ("rotate", "y 90deg"),
                    ("rotate", "x 90deg"),
                    ("rotate", "0 1 0 .25turn"),
                    ("rotate", "180deg"),
                    ("zoom", "0.01"),
                    ("zoom", "1%"),
                    ("zoom", "10%"),
                    ("zoom", "1"),
                    ("scale", "0%"),
                ]
            )
        ],
        "back side": lambda: [
            ("backface-visibility", "hidden"),
            (
                "transform",
                pick(
                    [
                        "rotateY(180deg)",
                        "rotateX(.5turn)",
                        "rotateY(0)",
                        "rotate3d(0,1,0,180deg)",
                        "scaleX(-1)",
                        "none",
                    ]
                ),
            ),
        ],
        "path offset": lambda: [
            (
                "offset-path",
                pick(['path("M-5000 0 H-4000")', "ray(0deg)", "none", 'path("M-5000 -5000 L0 0")']),
            ),
            ("offset-distance", pick(["0", "9999px", "100%"])),
        ],
        "indent": lambda: [
            (
                "text-indent",
                pick(
                    [
                        px(-9999, -2000),
                        px(-600),
                        "-100vw",
                        "200%",
                        "-200%",
                        px(20),
                        "-100em hanging",
                        "9999px each-line",
                    ]
                ),
            ),
            ("overflow", pick(["hidden", "visible", "clip"])),
            ("white-space", pick(["nowrap", "normal", "pre"])),
        ],
        "no height": lambda: [
            (pick(["height", "max-height", "block-size", "max-block-size"]), px(0, 0, 1, 2)),
            (
                pick(["overflow", "overflow-y", "overflow-block"]),
                pick(["hidden", "clip", "auto", "scroll", "visible"]),
            ),
        ],
        "no width": lambda: [
            (pick(["width", "max-width", "inline-size", "max-inline-size"]), px(0, 0, 1)),
            (
                pick(["overflow", "overflow-x", "overflow-inline"]),
                pick(["hidden", "clip", "auto", "visible"]),
            ),
            ("white-space", pick(["nowrap", "normal", "pre"])),
        ],
        "no line height": lambda: [
            ("line-height", number("0", "0px", "0%", ".01", "1", "normal")),
            ("overflow", pick(["hidden", "clip", "visible"])),
        ],
        "contained": lambda: [
            (
                "contain",
                pick(["size", "strict", "paint", "size paint", "content", "inline-size paint"]),
            ),
            ("overflow", pick(["hidden", "visible"])),
        ],
        "ratio": lambda: [
            ("width", px(1, 300)),
            ("aspect-ratio", pick(["1000 / 1", "1", "99999"])),
            ("overflow", pick(["hidden", "clip"])),
        ],
        "pushed by padding": lambda: [
            ("height", px(20)),
            ("padding-top", pick([px(30), px(3)])),
            ("box-sizing", pick(["border-box", "content-box"])),
            ("overflow", "hidden"),
        ],
        "clamped lines": lambda: [
            ("display", "-webkit-box"),
            ("-webkit-line-clamp", "1"),
            ("-webkit-box-orient", "vertical"),
            ("overflow", "hidden"),
            ("width", px(60, 800)),
        ],
        "position": lambda: [
            ("position", pick(["absolute", "fixed", "relative", "sticky", "static"])),
            (
                pick(
                    [
                        "left",
                        "top",
                        "right",
                        "bottom",
                        "inset-inline-start",
                        "inset-block-start",
                        "inset",
                    ]
                ),
                px(-9999, -2000, 0, 5, 9999, -300, -40),
            ),
        ],
        "position and layer": lambda: [
            ("position", pick(["relative", "absolute"])),
            ("z-index", pick(["-1", "-999", "1"])),
        ],
        "margin": lambda: [
            (
                pick(
                    [
                        "margin-left",
                        "margin-top",
                        "margin-inline-start",
                        "margin",
                        "margin-block-start",
                    ]
                ),
                px(-9999, -2000, -300, -40, 0, 9),
            )
        ],
        "float": lambda: [
            ("float", pick(["left", "right", "inline-start"])),
            (pick(["margin-left", "margin-right"]), px(-3000, -700, 0, 4)),
        ],
        "visibility": lambda: [
            ("visibility", pick(["hidden", "collapse", "visible", "HIDDEN", "inherit"]))
        ],
        "display": lambda: [
            (
                "display",
                pick(
                    [
                        "none",
                        "none",
                        "contents",
                        "inline-block",
                        "flex",
                        "grid",
                        "table-column",
                        "table-column-group",
                        "block flow-root",
                        "NONE",
                        "table-caption",
                        "list-item",
                        "inline-table",
                        "ruby-text",
                        "math",
                    ]
                ),
            )
        ],
        "content visibility": lambda: [("content-visibility", pick(["hidden", "auto", "visible"]))],
        "content": lambda: [
            (
                "content",
                pick(
                    [
                        f'url("{WHITE_DOT}")',
                        "none",
                        '"x"',
                        "normal",
                        "linear-gradient(white, white)",
                    ]
                ),
            )
        ],
        "letters on one another": lambda: [
            ("letter-spacing", pick(["-1em", "-9.6px", px(-9.6), "-2ch", "-50px", "0", "2px"])),
            ("overflow", pick(["hidden", "visible"])),
        ],
        "text security": lambda: [
            ("-webkit-text-security", pick(["disc", "circle", "square", "none"]))
        ],
        "blend": lambda: [
            (
                "mix-blend-mode",
                pick(
                    [
                        "screen",
                        "lighten",
                        "color-dodge",
                        "multiply",
                        "normal",
                        "difference",
                        "exclusion",
                        "overlay",
                        "soft-light",
                        "hue",
                        "plus-lighter",
                    ]
                ),
            )
        ],
        "struck out": lambda: [
            (
                pick(["text-decoration", "-webkit-text-decoration"]),
                pick(
                    [
                        f"line-through {grey(255)} 40px",
                        "line-through black 50px",
                        "underline",
                        "line-through",
                        f"line-through solid {grey(255)} 2em",
                        "overline white 40px",
                    ]
                ),
            )
        ],
        "shadow": lambda: [
            ("text-shadow", pick(["0 0 2px white", "0 0 9px black", "0 0 0 white", "none"]))
        ],
        "stroke": lambda: [
            ("-webkit-text-stroke", pick(["4px white", "9px white", "1px black", "0.5px red"])),
            ("paint-order", pick(["normal", "stroke"])),
        ],
        "writing": lambda: [
            ("writing-mode", pick(["vertical-rl", "vertical-lr", "sideways-rl", "horizontal-tb"])),
            ("height", px(0, 20, 600)),
            ("overflow", pick(["hidden", "visible"])),
        ],
        "direction": lambda: [
            ("direction", pick(["rtl", "ltr"])),
            ("text-indent", px(-3000, -900, 0)),
        ],
        "columns": lambda: [
            ("columns", pick(["2", "1px", "1px 9"])),
            ("height", px(1, 20, 60)),
            ("width", px(1, 300)),
            ("overflow", pick(["hidden", "visible"])),
        ],
        "flex": lambda: [
            ("display", "flex"),
            ("flex-flow", pick(["row", "column", "row-reverse"])),
            ("height", px(0, 30)),
            ("overflow", pick(["hidden", "visible"])),
            ("justify-content", pick(["start", "end", "center"])),
        ],
        "grid": lambda: [
            ("display", "grid"),
            (
                pick(["grid-template-rows", "grid-template-columns", "grid-auto-rows"]),
                pick(["0", "0px", "minmax(0, 0)", "1fr", "0fr"]),
            ),
            ("overflow", pick(["hidden", "visible"])),
        ],
        "scheme": lambda: [
            ("color-scheme", pick(["dark", "light", "light dark"])),
            (
                "color",
                pick(
                    [
                        "CanvasText",
                        "light-dark(black, white)",
                        "light-dark(white, black)",
                        "FieldText",
                        "ButtonText",
                    ]
                ),
            ),
        ],
        "animation": lambda: [
            (
                "animation",
                pick(
                    [
                        f"{keyframes(page)} 1ms forwards",
                        f"{keyframes(page)} 1s paused both",
                        "none",
                        f"1ms {keyframes(page)} both",
                    ]
                ),
            )
        ],
        "overflow of a scroller": lambda: [
            ("overflow", pick(["auto", "scroll"])),
            ("height", px(0, 25)),
            ("padding-top", px(0, 60)),
        ],
        "line box": lambda: [
            ("vertical-align", pick(["9999px", "-5000px", "top", "super", "-50%"]))
        ],
        "border cover": lambda: [
            ("height", px(0)),
            ("border-top", pick(["24px solid white", "2px solid black"])),
            ("box-sizing", "border-box"),
            ("overflow", pick(["hidden", "visible"])),
        ],
        "all": lambda: [("all", pick(["unset", "initial", "revert"]))],
        "harmless": lambda: [
            pick(
                [
                    ("font-weight", "bold"),
                    ("border", "1px solid gray"),
                    ("cursor", "pointer"),
                    ("user-select", "none"),
                    ("padding", px(4)),
                    ("margin", px(4)),
                    ("text-transform", "none"),
                    ("font-style", "italic"),
                    ("will-change", "opacity"),
                    ("isolation", "isolate"),
                    ("border-radius", "4px"),
                    ("text-align", "right"),
                    ("letter-spacing", "1px"),
                    ("order", "2"),
                ]
            )
        ],
        "text wrap": lambda: [
            ("white-space", "nowrap"),
            ("text-overflow", pick(["clip", "ellipsis", '""'])),
            ("overflow", "hidden"),
            ("width", px(0, 8, 700)),
        ],
        "initial letter": lambda: [("initial-letter", pick(["3", "normal", "1 1"]))],
        "font variant": lambda: [
            ("font-variant", pick(["small-caps", "normal"])),
            ("font-feature-settings", '"liga" 0'),
            ("font-stretch", pick(["50%", "normal"])),
        ],
        "words apart": lambda: [
            ("word-spacing", pick(["-99em", "-300px", "2px", "9999px"])),
            ("white-space", pick(["nowrap", "normal"])),
            ("overflow", pick(["hidden", "visible"])),
        ],
        "hyphenation": lambda: [
            ("word-break", "break-all"),
            ("width", px(0, 10, 30)),
            ("height", px(10, 20, 300)),
            ("overflow", pick(["hidden", "visible"])),
        ],
        "least size": lambda: [
            ("height", px(0)),
            ("min-height", px(0, 30)),
            ("overflow", "hidden"),
        ],
        "outer shadow": lambda: [
            (
                "box-shadow",
                pick(["inset 0 0 0 99px black", "inset 0 0 0 99px white", "0 0 4px gray"]),
            )
        ],
        "anchored": lambda: [
            ("position", "absolute"),
            (pick(["inset-area", "position-area", "anchor-name"]), pick(["top", "--a"])),
            ("bottom", pick(["anchor(--b top, 5000px)", "100%", "auto"])),
        ],
        "light on dark": lambda: (
            [("color", grey(255, 240)), ("background", grey(0, 20))]
            + pick(
                [
                    [],
                    [],
                    [("visibility", "hidden")],
                    [("display", "inline")],
                    [("display", "contents")],
                    [("height", px(0, 8, 40))],
                    [("width", px(2, 60, 700))],
                    [
                        ("background-clip", pick(["content-box", "padding-box", "border-box"])),
                        ("padding", px(10)),
                    ],
                ]
            )
        ),
        "light on a gradient": lambda: [
            ("color", grey(255)),
            ("background-image", f"linear-gradient({grey(0)}, {grey(20)})"),
            (
                pick(["background-size", "background-position", "background-origin"]),
                pick(["1px 1px", "100% 100%", "cover", "0 900px", "left", "content-box"]),
            ),
            ("background-repeat", pick(["no-repeat", "repeat"])),
        ],
        "out of a ground": lambda: (
            [
                pick(
                    [
                        ("float", "left"),
                        ("position", "absolute"),
                        ("display", "block"),
                        ("margin-left", px(40, 300)),
                        ("display", "inline-block"),
                    ]
                )
            ]
            + pick([[], [("top", px(90, 0, 400))]])
        ),
        "scroll marks": lambda: [
            ("scrollbar-width", "none"),
            ("overflow", pick(["auto", "hidden"])),
            ("max-height", px(0, 1, 40)),
        ],
    }
    return tones


def keyframes(page):
    name = page.name()
    to = page.random.choice(
        [
            "opacity: 0",
            "color: white",
            "transform: scale(0)",
            "visibility: hidden",
            "font-size: 0",
            "opacity: 1",
            "margin-left: -5000px",
            "display: none",
            "clip-path: inset(50%)",
        ]
    )
    shape = page.random.choice(
        [f"from {{ {to} }} to {{ {to} }}", f"to {{ {to} }}", f"0%, 100% {{ {to} }}"]
    )
    page.sheet.append(f"@keyframes {name} {{ {shape} }}")
    return name


# Ways to attach declarations ------------------------------------------------------------------------------


def attach(page, box, declarations):
    r = page.random
    if r.random() < 0.08:
        name, value = declarations[-1]
        declarations = declarations[:-1] + [
            (name, r.choice([value + " !important", value + "!IMPORTANT", value + " ! important"]))
        ]
    if r.random() < 0.06:
        declarations = [(written_oddly(page, name), value) for name, value in declarations]
    if r.random() < 0.35 or box.tag is None:
        box.inline += [f"{name}: {value}" for name, value in declarations]
        if r.random() < 0.1:
            box.inline.append(
                r.choice(["colour: red", "color: 12", "/* nothing */ margin: 0", "opacity: calc()"])
            )
        return "inline"
    text = "; ".join(f"{name}: {value}" for name, value in declarations)
    name = page.name()
    way = r.choice(
        [
            "class",
            "class",
            "id",
            "attribute",
            "not",
            "nth",
            "media",
            "supports",
            "layer",
            "nested",
            "scope",
            "container",
            "has",
            "is",
            "where",
            "sibling",
            "child",
            "important",
            "import",
            "link",
            "property",
            "media of style",
            "data attribute",
            "upper case",
            "escape",
            "layer fights",
            "print only",
            "root",
            "not applied",
            "starting",
        ]
    )
    rule = f".{name} {{ {text} }}"
    if way != "id":
        box.classes.append(name)
    if way == "id":
        box.attributes.setdefault("id", name)
        rule = f"#{box.attributes['id']} {{ {text} }}"
    elif way in ("attribute", "data attribute"):
        box.attributes[f"data-{name}"] = "a-b c"
        test = r.choice(
            ["", "='a-b c'", "^='a-'", "$='c' ", "*='b'", "~='c'", "|='a'", "='A-B C' i"]
        )
        rule = f"[data-{name}{test}] {{ {text} }}"
    elif way == "not":
        rule = f".{name}:not(.other):not(#other, [hidden]) {{ {text} }}"
    elif way == "nth":
        rule = f".{name}:nth-child({r.choice(['n', '1n+0', 'n+1', '-n+99', 'odd of .' + name])}) {{ {text} }}"
    elif way == "media":
        test = r.choice(
            [
                "screen",
                "all",
                "(min-width: 100px)",
                "(width > 300px)",
                "not print",
                "only screen and (max-width: 9000px)",
                "(prefers-color-scheme: light)",
                "(100px <= width <= 5000px)",
                "screen, print",
                "(hover), (min-height: 1em)",
                "not (max-width: 10px)",
                "(color)",
                "(min-resolution: 0.5dppx)",
                "(orientation: portrait)",
                "(scripting: enabled)",
                "(update: fast)",
            ]
        )
        rule = f"@media {test} {{ {rule} }}"
    elif way == "print only":
        rule = f"@media {r.choice(['print', '(max-width: 50px)', 'not all', '(prefers-color-scheme: dark)', 'speech'])} {{ {rule} }}"
    elif way == "supports":
        test = r.choice(
            [
                "(display: grid)",
                "not (display: nonsense)",
                "(color: red) and (opacity: 0)",
                "selector(:has(a))",
                "(--a: 0)",
                "(display: nonsense) or (display: flex)",
                "font-tech(color-COLRv1)",
            ]
        )
        rule = f"@supports {test} {{ {rule} }}"
    elif way == "layer":
        rule = f"@layer {r.choice(['', name + 'a', name + 'a.b'])} {{ {rule} }}"
    elif way == "layer fights":
        plain = "; ".join(f"{n}: {'initial' if n != 'all' else 'revert'}" for n, _ in declarations)
        rule = r.choice(
            [
                f"@layer {name}a, {name}b; @layer {name}b {{ {rule} }} @layer {name}a {{ .{name} {{ {plain} }} }}",
                f"@layer {name}a {{ .{name}.{name} {{ {plain} }} }} {rule}",
                f"{rule} @layer {name}a {{ .{name}.{name} {{ {plain} }} }}",
            ]
        )
    elif way == "nested":
        rule = r.choice(
            [
                f"body {{ & .{name} {{ {text} }} }}",
                f"body {{ color: black; .{name} {{ {text} }} }}",
                f".{name} {{ &:not(.other) {{ {text} }} }}",
                f".{name} {{ @media screen {{ {text} }} }}",
                f"html {{ body & .x, .{name} {{ {text} }} }}",
            ]
        )
    elif way == "scope":
        rule = r.choice(
            [
                f"@scope (body) {{ .{name} {{ {text} }} }}",
                f"@scope (.{name}) {{ :scope {{ {text} }} }}",
                f"@scope (body) to (.other) {{ .{name} {{ {text} }} }}",
            ]
        )
    elif way == "container":
        page.sheet.append("body { container-type: inline-size }")
        rule = f"@container ({r.choice(['width > 10px', 'min-width: 1px', 'inline-size > 1em'])}) {{ {rule} }}"
    elif way == "has":
        rule = r.choice(
            [
                f".{name}:has(*, :not(*)) {{ {text} }}",
                f"body:has(.{name}) .{name} {{ {text} }}",
                f"html:has(h1) .{name} {{ {text} }}",
            ]
        )
    elif way == "is":
        rule = f":is(.{name}, .other) {{ {text} }}"
    elif way == "where":
        rule = f":where(.{name}) {{ {text} }}"
    elif way == "sibling":
        box.around = (box.around[0] + f'<i class="before-{name}"></i>', box.around[1])
        rule = f".before-{name} {r.choice(['+', '~'])} .{name} {{ {text} }}"
    elif way == "child":
        rule = f"{r.choice(['body *', 'html > body', 'section', ':root body', '*'])} .{name} {{ {text} }}"
    elif way == "important":
        rule = ".%s { %s }" % (
            name,
            "; ".join(f"{n}: {v.replace(' !important', '')} !important" for n, v in declarations),
        )
        box.inline += [
            f"{n}: {r.choice(['initial', 'unset', 'revert-layer'])}" for n, _ in declarations
        ]
    elif way == "import":
        page.sheet.insert(0, '@import url("data:text/css,%s");' % data_text(rule))
        rule = ""
    elif way == "link":
        page.head.append(
            '<link rel="stylesheet" href="data:text/css,%s">' % html.escape(data_text(rule))
        )
        rule = ""
    elif way == "property":
        page.sheet.append(
            f"@property --{name} {{ syntax: '*'; inherits: false; initial-value: {declarations[-1][1]} }}"
        )
        rule = ".%s { %s }" % (
            name,
            "; ".join(
                [f"{n}: {v}" for n, v in declarations[:-1]]
                + [f"{declarations[-1][0]}: var(--{name})"]
            ),
        )
    elif way == "media of style":
        page.head.append(
            f'<style media="{r.choice(["screen", "all and (min-width: 9px)", "print", "not print", "SCREEN"])}">{rule}</style>'
        )
        rule = ""
    elif way == "upper case":
        rule = f".{name} {{ {text.replace('color', 'COLOR').replace('display', 'DISPLAY').replace('opacity', 'OPACITY')} }}"
    elif way == "escape":
        rule = f".\\{ord(name[0]):x} {name[1:]} {{ {text} }}"
    elif way == "not applied":
        rule = r.choice(
            [
                f"/* {rule} */",
                f".other {{ {text} }}",
                f"@media nonsense-type {{ {rule} }}",
                f".{name}::nonsense {{ {text} }}",
                f".{name}:hover {{ {text} }}",
                f".{name}, ::nonsense {{ {text} }}",
            ]
        )
    elif way == "starting":
        rule = f"@starting-style {{ {rule} }}"
    elif way == "root":
        rule = f":root:root .{name} {{ {text} }}"
    page.sheet.append(rule)
    return way


def written_oddly(page, name):
    at = page.random.randrange(len(name))
    if name[at] == "-":
        return name
    return page.random.choice(
        [name.upper(), name[:at] + f"\\{ord(name[at]):06x}" + name[at + 1 :], name.capitalize()]
    )


def data_text(rule):
    return rule.replace("%", "%25").replace("#", "%23").replace('"', "%22").replace("\n", " ")


# Means by elements ----------------------------------------------------------------------------------------


def built(page):
    """Elements and attributes that show, or do not show, what they hold. Each returns a box."""
    r = page.random
    pick = r.choice

    def tag(name, **attributes):
        box = Box(name)
        box.attributes = {
            key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()
        }
        return box

    def around(opens, closes):
        box = Box(None)
        box.opens, box.closes = opens, closes
        return box

    def cover():
        box = Box()
        box.inline = ["position: relative"]
        colour_of_cover = pick(
            [
                colour(page, 255),
                colour(page, 0),
                "rgb(255 255 255 / .98)",
                "rgb(255 255 255 / .2)",
                "linear-gradient(white, white)",
                f"url('{WHITE_DOT}')",
                "none",
                "transparent",
            ]
        )
        place_of_cover = pick(
            [
                "inset: 0",
                "top: 0; left: 0; width: 100%; height: 100%",
                "left: 0; right: 0; top: -5px; bottom: -5px",
                "inset: -10px",
                "top: 0; left: 0; width: 900px; height: 30px",
                "top: 200px; left: 0; width: 50px; height: 9px",
                "inset-block: 0; inset-inline: 0",
                "top: 0; left: 0; min-width: 100%; min-height: 100%",
            ]
        )
        layer = pick(["", "; z-index: 2", "; z-index: -1", "; z-index: 0"])
        kind = pick(
            ["div", "span", "i", "hr", "img", "button", "svg", "textarea", "canvas", "fieldset"]
        )
        body = {
            "img": f'<img alt="" src="{WHITE_DOT}" style="position: absolute; {place_of_cover}{layer}">',
            "svg": f'<svg style="position: absolute; {place_of_cover}{layer}"><rect width="999" height="99" fill="white"/></svg>',
            "hr": f'<hr style="position: absolute; margin: 0; border: 0; background: {colour_of_cover}; {place_of_cover}{layer}">',
        }.get(
            kind,
            f'<{kind} style="position: absolute; border: 0; background: {colour_of_cover}; {place_of_cover}{layer}"></{kind}>',
        )
        if r.random() < 0.5:
            box.closes = body
        else:
            box.opens = body
        return box

    def drawn_up():
        box = Box()
        box.around = (
            "",
            f'<div style="margin-top: {length(page, pick([-30, -22, -4, -60]))}; height: {length(page, pick([40, 60]))}; background: {pick(["white", "#fff", "none"])}; position: {pick(["relative", "static"])}"></div>',
        )
        return box

    def row():
        return pick(
            [
                around(
                    '<table><tr style="visibility: collapse"><td>',
                    "</td></tr><tr><td>.</td></tr></table>",
                ),
                around(
                    '<table><colgroup><col style="visibility: collapse"></colgroup><tr><td>',
                    "</td><td>.</td></tr></table>",
                ),
                around("<table><tr><td>", "</td></tr></table>"),
                around(
                    '<table style="table-layout: fixed; width: 1px"><tr><td style="overflow: hidden; white-space: nowrap">',
                    "</td></tr></table>",
                ),
                around('<table style="empty-cells: hide"><tr><td>', "</td></tr></table>"),
                around("<table><tbody hidden><tr><td>", "</td></tr></tbody></table>"),
                around('<table bgcolor="black"><tr><td>', "</td></tr></table>"),
                around('<table><tr bgcolor="#000"><td>', "</td></tr></table>"),
                around('<table><tr><td><font color="white">', "</font></td></tr></table>"),
                around('<table><tr><td background="' + BLACK_DOT + '">', "</td></tr></table>"),
                around("<table><caption>", "</caption></table>"),
            ]
        )

    def drawing():
        place_of_text = pick(
            [
                'x="0" y="20"',
                'x="-3000" y="20"',
                'x="0" y="-20"',
                'x="0" y="900"',
                'x="0" y="20" font-size="0.1"',
                'x="0" y="20" fill="white"',
                'x="0" y="20" fill="none"',
                'x="0" y="20" fill-opacity="0"',
                'x="0" y="20" opacity="0"',
                'x="0" y="20" visibility="hidden"',
                'x="0" y="20" display="none"',
                'x="0" y="20" transform="scale(0)"',
                'x="0" y="20" textLength="1" lengthAdjust="spacingAndGlyphs"',
                'dy="20"',
            ]
        )
        outside = pick(
            [
                "",
                "",
                "defs",
                "symbol",
                "clipPath",
                "mask",
                "pattern",
                "title",
                "desc",
                "metadata",
                "g",
                "switch",
                "marker",
                "a",
            ]
        )
        opens = '<svg width="800" height="30" xmlns="http://www.w3.org/2000/svg">' + (
            f"<{outside}>" if outside else ""
        )
        closes = (
            (f"</{outside}>" if outside else "")
            + pick(
                ["", '<rect width="900" height="99" fill="white"/>', '<rect width="0" height="0"/>']
            )
            + "</svg>"
        )
        if outside in ("title", "desc", "metadata"):
            return around(opens, closes)
        if pick([True, False, False]):
            return around(
                opens
                + f'<foreignObject width="{pick(["800", "0", "1"])}" height="{pick(["30", "0"])}">',
                "</foreignObject>" + closes,
            )
        return around(opens + f"<text {place_of_text}>", "</text>" + closes)

    def in_front():
        box = Box()
        box.opens = f'<div style="height: {length(page, pick([30, 0, 60]))}"></div>'
        box.inline = [
            f"height: {length(page, pick([20, 25, 90]))}",
            f"overflow: {pick(['hidden', 'clip', 'scroll', 'visible'])}",
        ]
        return box

    def scripted():
        name = page.name()
        box = Box()
        box.attributes["id"] = name
        deed = pick(
            [
                "remove()",
                "hidden = true",
                "style.display = 'none'",
                "style.color = 'white'",
                "setAttribute('class', 'x')",
                "textContent = ''",
                "style.opacity = 0",
            ]
        )
        page.end.append(f"<script>document.getElementById('{name}').{deed}</script>")
        return box

    def legacy():
        return pick(
            [
                tag("font", color="white"),
                tag("font", size="1"),
                tag("font", color="#FFFFFF", face="monospace"),
                tag("font", color="fefefe"),
                tag("font", color="chucknorris"),
                tag("center"),
                tag("nobr"),
                tag("big"),
                tag("marquee", behavior="slide", scrollamount="0"),
                tag("div", align="right"),
                tag("basefont", color="white"),
                tag("font", style="color: white"),
            ]
        )

    def shadow_tree():
        box = Box()
        box.opens = pick(
            [
                '<template shadowrootmode="open"></template>',
                '<template shadowrootmode="closed"><p>.</p></template>',
                '<template shadowrootmode="open"><slot></slot></template>',
                '<template shadowrootmode="open"><style>:host { display: none }</style><slot></slot></template>',
                '<template shadowrootmode="open"><div style="display: none"><slot></slot></div></template>',
                '<template shadowrootmode="open"><slot name="x"></slot></template>',
                '<template shadowrootmode="open"><style>::slotted(*) { color: white }</style><slot></slot></template>',
            ]
        )
        return box

    def frame():
        box = Box(None)
        body_of_frame = pick(["", "color: white", "display: none"])
        box.opens = f"<iframe {pick(['width=700 height=60', 'width=0 height=0', 'hidden', 'width=700 height=60 style=opacity:0'])} srcdoc=\"<body style='font-family: monospace; {body_of_frame}'>"
        box.closes = '"></iframe>'
        box.is_text = True
        return box

    return {
        "details": lambda: around(
            pick(["<details>", "<details open>", '<details name="a">'])
            + pick(["<summary>More</summary>", ""]),
            "</details>",
        ),
        "summary": lambda: around(
            pick(
                ["<details><summary>", "<summary>", "<details><summary style='list-style: none'>"]
            ),
            "</summary>" + pick(["x</details>", ""]),
        ),
        "dialog": lambda: around(
            pick(
                [
                    "<dialog>",
                    "<dialog open>",
                    '<dialog open style="position: static">',
                    "<div popover>",
                    '<div popover="manual" style="display: block; position: static">',
                ]
            ),
            "</dialog></div>",
        ),
        "template": lambda: tag(
            pick(["template", "noscript", "noembed", "noframes", "xmp", "plaintext-not"])
        ),
        "hidden": lambda: tag(
            pick(["div", "p", "span"]), hidden=pick([None, "", "until-found", "false", "hidden"])
        ),
        "hidden undone": lambda: tag(
            "div",
            hidden=None,
            style=pick(
                ["display: block", "display: revert", "display: inherit", "visibility: visible"]
            ),
        ),
        "aria": lambda: tag("div", aria_hidden="true", role=pick(["presentation", "none", "img"])),
        "inert": lambda: tag("div", inert=None),
        "options": lambda: around(
            pick(
                [
                    "<select><option>a<option>",
                    "<select><option selected>",
                    "<select multiple size=3><option>",
                    "<datalist><option>",
                    "<select style='appearance: base-select'><option>",
                    "<select><optgroup label=x><option>",
                ]
            ),
            "</option></select>",
        ),
        "field": lambda: pick(
            [
                around("<textarea cols=70>", "</textarea>"),
                around('<input size=70 value="', '">'),
                around('<input type=hidden value="', '">'),
                around('<input size=70 placeholder="', '">'),
                around('<input type=password value="', '">'),
                around("<button>", "</button>"),
                around(
                    "<button disabled style='color: white; background: white; border: 0'>",
                    "</button>",
                ),
                around('<input type=submit value="', '">'),
                around("<output>", "</output>"),
                around("<label>", "</label>"),
            ]
        ),
        "fallback": lambda: around(
            *pick(
                [
                    ("<video>", "</video>"),
                    ("<audio>", "</audio>"),
                    ("<canvas width=9 height=9>", "</canvas>"),
                    ("<object data='data:text/plain,x' width=9 height=9>", "</object>"),
                    ("<object>", "</object>"),
                    ("<progress>", "</progress>"),
                    ("<meter>", "</meter>"),
                    ("<iframe width=9 height=9>", "</iframe>"),
                    ("<picture>", "</picture>"),
                    ("<map>", "</map>"),
                    ("<embed>", "</embed>"),
                    ("<portal>", "</portal>"),
                    ("<frameset>", "</frameset>"),
                ]
            )
        ),
        "ruby": lambda: around(
            *pick(
                [
                    ("<ruby>a<rt>", "</rt></ruby>"),
                    ("<ruby>a<rp>", "</rp></ruby>"),
                    ("<ruby>", "<rt>x</rt></ruby>"),
                    ("<ruby>a<rtc>", "</rtc></ruby>"),
                ]
            )
        ),
        "attribute": lambda: around(
            *pick(
                [
                    ('<img src="none.png" width=0 height=0 alt="', '">'),
                    ('<img src="none.png" alt="', '">'),
                    ('<p title="', '">.</p>'),
                    ('<a href="#" aria-label="', '">.</a>'),
                    ('<abbr title="', '">x</abbr>'),
                    ('<meta name=keywords content="', '">'),
                    ('<area alt="', '">'),
                    ('<table summary="', '"></table>'),
                    ('<img alt="', f'" src="{WHITE_DOT}">'),
                ]
            )
        ),
        "comment": lambda: around(
            *pick(
                [
                    ("<!-- ", " -->"),
                    ("<script type=text/plain>", "</script>"),
                    ("<style type=text/x>", "</style>"),
                    ("<![CDATA[", "]]>"),
                    ("<? ", " ?>"),
                    ("<title>", "</title>"),
                    ("<!--[if IE]>", "<![endif]-->"),
                    ("<![if !IE]>", "<![endif]>"),
                    ("<!-->", "<!-- -->"),
                ]
            )
        ),
        "table": row,
        "drawing": drawing,
        "cover": cover,
        "drawn over": drawn_up,
        "pushed out of a box": in_front,
        "script": scripted,
        "old tags": legacy,
        "shadow tree": shadow_tree,
        "frame": frame,
        "math": lambda: around(
            *pick(
                [
                    ("<math><mtext>", "</mtext></math>"),
                    ("<math><mphantom><mtext>", "</mtext></mphantom></math>"),
                    ("<math><annotation>", "</annotation></math>"),
                    ("<math><semantics><mi>x</mi><annotation>", "</annotation></semantics></math>"),
                    ("<math><maction><mi>x</mi><mtext>", "</mtext></maction></math>"),
                    ("<math><mstyle mathcolor='white'><mtext>", "</mtext></mstyle></math>"),
                    ("<math><mstyle mathsize='0'><mtext>", "</mtext></mstyle></math>"),
                ]
            )
        ),
        "first line": lambda: pseudo(page),
        "dark ground below": lambda: tag(
            "div", style=f"background: {colour(page, pick([0, 20, 255]))}; padding: 3px"
        ),
        "light on dark around": lambda: tag(
            pick(["div", "span", "b", "table", "fieldset"]),
            style=f"background: {colour(page, 0)}; color: {colour(page, 255)}"
            + pick(
                [
                    "",
                    "; visibility: hidden",
                    "; height: 0",
                    "; float: left",
                    "; display: inline",
                    "; width: 30px",
                ]
            ),
        ),
        "visible again": lambda: tag(
            pick(["div", "p", "caption", "i", "legend"]),
            style=pick(
                [
                    "visibility: visible",
                    "visibility: visible",
                    "color: black",
                    "font-size: 16px",
                    "opacity: 1",
                    "display: block",
                    "color: initial",
                    "position: static",
                    "overflow: visible",
                    "background: white",
                ]
            ),
        ),
        "slide": lambda: tag(
            "div",
            style=f"position: {pick(['absolute', 'fixed'])}; {pick(['left', 'top', 'right', 'bottom'])}: {length(page, pick([-3000, 3000, 0, 100, -500]))}",
        ),
        "body colours": lambda: of_body(page),
        "unknown element": lambda: tag(
            pick(
                [
                    "x-card",
                    "blink",
                    "acronym",
                    "listing",
                    "dir",
                    "menu",
                    "search",
                    "selectedcontent",
                    "geolocation",
                    "fencedframe",
                    "slot",
                    "content",
                    "shadow",
                    "image",
                    "keygen",
                    "nextid",
                    "tt",
                ]
            )
        ),
    }


def pseudo(page):
    name = page.name()
    box = Box(page.random.choice(["div", "p"]))
    box.classes.append(name)
    page.sheet.append(
        f".{name}::{page.random.choice(['first-line', 'first-letter', 'marker', 'selection'])} {{ {page.random.choice(['color: white', 'font-size: 0', 'color: transparent', 'background: black', 'opacity: 0'])} }}"
    )
    return box


def of_body(page):
    page.body.update(
        page.random.choice(
            [
                {"bgcolor": "black"},
                {"bgcolor": "black", "text": "black"},
                {"text": "#202020"},
                {"style": "background: #000"},
                {"style": "background: black; color: gray"},
                {"text": "white"},
            ]
        )
    )
    return Box()


# A whole page ---------------------------------------------------------------------------------------------


def make(random):
    """Draws a page: the names of its means, and a function from the line to the file's bytes."""
    page = Page(random)
    boxes, means = [], []
    for _ in range(random.choice([1, 1, 2, 2, 3])):
        by_style = random.random() < 0.68
        if by_style:
            tones = declared(page)
            mean = random.choice(list(tones))
            declarations = tones[mean]()
            if not boxes or boxes[-1].tag is None or random.random() < 0.6:
                boxes.append(Box(random.choice(["div", "div", "span", "p", "section", "b"])))
            way = attach(page, boxes[-1], declarations)
            means.append(f"{mean} ({way})")
        else:
            elements = built(page)
            mean = random.choice(list(elements))
            boxes.append(elements[mean]())
            means.append(mean)
    index = place(random)
    is_text = any(getattr(box, "is_text", False) for box in boxes)
    if is_text:
        # What stands in an attribute holds text alone.
        boxes = boxes[
            : next(i for i, box in enumerate(boxes) if getattr(box, "is_text", False)) + 1
        ]
    host = random.choice(["div", "li", "p", "td"])

    def write(line):
        inner = line
        for box in reversed(boxes):
            inner = box.wrap(inner)
        hosted = {
            "div": f"<div>{inner}</div>",
            "li": f"<ul><li>{inner}</li></ul>",
            "p": inner,
            "td": f"<table><tr><td>{inner}</td></tr></table>",
        }[host]
        body = [f"<h1>{NAME}</h1>"]
        for at, (heading, lines) in enumerate(SECTIONS):
            paragraphs = "\n".join(f"<p>{text}</p>" for text in lines)
            body.append(
                f"<section>\n<h2>{heading}</h2>\n{paragraphs}\n{hosted if at == index else ''}\n</section>"
            )
        attributes = "".join(f' {key}="{value}"' for key, value in page.body.items())
        sheet = "\n".join(page.sheet)
        return (
            '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>CV</title>\n'
            "<style>body { font-family: monospace; margin: 20px }\n"
            + sheet
            + "</style>\n"
            + "\n".join(page.head)
            + f"</head>\n<body{attributes}>\n"
            + "\n".join(body)
            + "\n".join(page.end)
            + "\n</body></html>\n"
        ).encode()

    return means, write


def plain(line):
    """The line in plain sight: the measure of how much ink it has."""

    page_of = [f"<h1>{NAME}</h1>"]
    for at, (heading, lines) in enumerate(SECTIONS):
        page_of.append(
            f"<section><h2>{heading}</h2>"
            + "".join(f"<p>{text}</p>" for text in lines)
            + (f"<p>{line}</p>" if at == 0 else "")
            + "</section>"
        )
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>CV</title><style>body { font-family: monospace; margin: 20px }</style></head><body>'
        + "".join(page_of)
        + "</body></html>"
    ).encode()
